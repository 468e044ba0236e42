"""What plays the targets: the light server, or an sshd of this benchmark's own. Both answer on all of 127.0.0.0/8."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time

SSHD_CONFIG = """Port {port}
ListenAddress 0.0.0.0
HostKey {folder}/host_key
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
AllowUsers {user}@127.0.0.0/8
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
StrictModes no
PrintMotd no
MaxStartups 20000:30:20000
LoginGraceTime 600
SetEnv HOME={folder}/home
LogLevel VERBOSE
Subsystem sftp internal-sftp
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, seconds=20):
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        time.sleep(0.02)
    raise RuntimeError(what)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children_of(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def cpu_seconds_of(pid):
    """Of the process and of the children that it has waited for."""
    with open("/proc/%d/stat" % pid, encoding="ascii") as file:
        fields = file.read().rsplit(") ", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


class LightServer:
    name = "light"

    def __init__(self, folder, program, delay, options=()):
        self.process = subprocess.Popen(
            [program, "--port=%d" % folder.port, "--host-key=" + folder.at("host_key"), "--delay=%d" % delay, *options],
            stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError("the light server does not start")

    def stop(self):
        """Ends it; answers its CPU seconds and counts."""
        self.process.send_signal(signal.SIGTERM)
        output, _ = self.process.communicate(timeout=60)
        counts = json.loads(output.strip().splitlines()[-1])
        return {"server_cpu": counts["cpu_seconds"], "connections": counts["connections"],
                "channels": counts["channels"], "executions": counts["commands"]}


class Sshd:
    name = "sshd"

    def __init__(self, folder):
        self.log = folder.write("sshd.log", "")
        config = folder.write("sshd_config", SSHD_CONFIG.format(port=folder.port, folder=folder.path, user=folder.user))
        command = [shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", "")) or "sshd",
                   "-D", "-f", config, "-E", self.log]
        if os.geteuid() == 0:
            # As root, sshd wants /run/sshd; in a mount namespace of its own it gets one without a trace on the system.
            command = ["unshare", "--mount", "--propagation", "private", "sh", "-c",
                       'mount -t tmpfs -o mode=755 tmpfs /run && mkdir /run/sshd && exec "$@"', "sh"] + command
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        wait_until(lambda: self.process.poll() is not None or listens(folder.port), "sshd does not start")
        if self.process.poll() is not None:
            raise RuntimeError("sshd does not start; see " + self.log)
        # The question whether it listens was a connection too: it must be over before the counting starts.
        wait_until(lambda: "Connection from " in self.log_text(), "sshd writes no log")
        wait_until(lambda: not children_of(self.process.pid), "sshd keeps a session")
        self.read_so_far = len(self.log_text())
        self.cpu_before = cpu_seconds_of(self.process.pid)

    def log_text(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def count(self):
        text = self.log_text()[self.read_so_far:]
        return {"connections": text.count("Connection from "), "channels": None,
                "executions": text.count("Starting session: ")}

    def stop(self):
        pid = self.process.pid
        try:
            wait_until(lambda: not children_of(pid), "", seconds=30)  # only what it has waited for is counted
        except RuntimeError:
            print("note: sshd still has sessions; their CPU seconds are missing", flush=True)
        counts = dict(self.count(), server_cpu=cpu_seconds_of(pid) - self.cpu_before)
        sessions = children_of(pid)
        self.process.terminate()
        self.process.wait(timeout=20)
        for session in sessions:
            try:
                os.kill(session, signal.SIGTERM)
            except ProcessLookupError:
                pass
        return counts
