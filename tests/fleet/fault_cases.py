"""Targets that fail in every way there is: nothing is lost, nothing hangs, memory stays bounded."""

import os
import signal
import subprocess
import time

import servers
from case import Skip, check, descendants, fleet, light_server, sshd, target_names

COUNT = 200
NOTHING_LOST = "every target has exactly one result"


def all_answered(run, count=COUNT):
    check(sorted(run.items()) == target_names(count), NOTHING_LOST)


def every_fault_at_once(program, light):
    """A tenth of the targets each: refuse, talk garbage, are silent, deny, vanish in a command, never end."""
    shares = ["--%s=0.1" % name for name in ("refused", "garbage", "silent", "denied", "lost-in-command", "endless")]
    with fleet(program, COUNT) as place, light_server(place, light, "--seed=7", *shares):
        place.folder.write("inventory.yaml", place.folder.read("inventory.yaml").replace(
            "connect-timeout: 120", "connect-timeout: 3"))
        run = place.run("command", "run", "true", "-t", "all", "--timeout", "6", "--concurrency", str(COUNT))
        all_answered(run)
        codes = run.issue_codes()
        check(run.status == 1, "status %d" % run.status)
        check(codes.get("", 0) > COUNT // 4, "few succeeded: %r" % codes)
        check({"CONNECT_ERROR", "CONNECTION_LOST"} <= set(codes), "endings: %r" % codes)
        check(any("TIMEOUT" in code.upper() for code in codes), "endless commands did not time out: %r" % codes)
        check(run.seconds < 40, "took %.0f s" % run.seconds)


def servers_killed_while_commands_run(program, _):
    """What had started ends as unknown, and is not run again."""
    count = 12
    with fleet(program, count) as place, sshd(place) as server:
        place.folder.write("started", "")
        process = place.start("command", "run", "echo x >> %s; sleep 60" % place.folder.at("started"), "-t", "all",
                              "--format", "json")
        try:
            servers.wait_until(lambda: len(place.folder.read("started")) == 2 * count, "commands do not start")
            for session in descendants(server.process.pid):
                kill(session)
            run = place.finish(process, 60)
        finally:
            kill(process.pid)
        all_answered(run, count)
        check(run.issue_codes() == {"CONNECTION_LOST": count}, "endings: %r" % run.issue_codes())
        check(len(place.folder.read("started")) == 2 * count, "a command ran twice")


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def a_flood_of_one_gigabyte(program, light):
    """200 targets print 5 MiB each; what does not fit into memory lies in files that the results name."""
    with fleet(program, COUNT) as place, light_server(place, light, "--flood=%d" % (5 << 20)):
        run = place.run("command", "run", "true", "-t", "all", limit=300)
        all_answered(run)
        check(run.status == 0, "status %d: %s" % (run.status, run.errors[-300:]))
        check(run.megabytes < 1200, "peak memory %d MB" % run.megabytes)


def a_full_temporary_directory(program, _):
    """A task whose files do not fit says so, and leaves nothing behind."""
    if os.geteuid() != 0:
        raise Skip("only root can mount a small file system")
    with fleet(program, 3) as place:
        small = place.folder.at("small")
        os.mkdir(small)
        place.folder.write("project/modules/bench/tasks/large.sh", "#!/bin/sh\necho \"$0\"\n" + "# filling\n" * 40000)
        place.folder.write("inventory.yaml", place.folder.read("inventory.yaml") + "    tmpdir: %s\n" % small)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small], check=True)
        try:
            with sshd(place):
                run = place.run("task", "run", "bench::large", "-t", "all")
                all_answered(run, 3)
                check(set(run.issue_codes()) == {"WRITE_ERROR"}, "endings: %r" % run.issue_codes())
                check(os.listdir(small) == [], "left behind: %r" % os.listdir(small))
        finally:
            subprocess.run(["umount", small], check=True)


def a_network_that_is_cut(program, _):
    """Packets vanish without a word: the keepalive notices."""
    if os.geteuid() != 0:
        raise Skip("only root can make a network namespace")
    check(subprocess.run(["unshare", "--net", "true"], check=False).returncode == 0, "no network namespaces")
    with fleet(program, 4) as place:
        # All within one namespace, so that its loopback interface can be taken down.
        script = place.folder.write("cut.sh", """set -u
ip link set lo up
mount -t tmpfs -o mode=755 tmpfs /run && mkdir /run/sshd
/usr/sbin/sshd -f %(sshd_config)s -D -E %(log)s & server=$!
for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; grep -q listening %(log)s && break; done
"$@" > %(output)s 2>&1 & volley=$!
for i in $(seq 100); do sleep 0.1; test $(wc -c < %(started)s) -ge 8 && break; done
ip link set lo down
wait $volley; status=$?
kill $server
exit $status
""" % {"sshd_config": place.folder.write("sshd_config", servers.SSHD_CONFIG.format(
            port=place.folder.port, folder=place.folder.path, user=place.folder.user)),
       "log": place.folder.write("sshd.log", ""), "started": place.folder.write("started", ""),
       "output": place.folder.at("output")})
        command = [program, "command", "run", "echo x >> %s; sleep 100" % place.folder.at("started"), "-t", "all",
                   "--format", "json", "--inventoryfile", place.folder.at("inventory.yaml"), "--project",
                   place.folder.at("project")]
        process = subprocess.Popen(["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child",
                                    "--propagation", "private", "sh", script, *command],
                                   env=place.folder.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run = place.finish(process, 90)
        run.output = place.folder.read("output")
        all_answered(run, 4)
        check(run.issue_codes() == {"CONNECTION_LOST": 4}, "endings: %r" % run.issue_codes())


def an_interrupted_run_reports_all(program, light):
    """Two interrupts: what has come is told, what runs is unknown."""
    with fleet(program, COUNT) as place, light_server(place, light, "--endless=0.5", "--seed=3"):
        process = place.start("command", "run", "true", "-t", "all", "--format", "json", "--concurrency", str(COUNT))
        for pause in (4, 1):
            time.sleep(pause)
            process.send_signal(signal.SIGINT)
        run = place.finish(process, 30)
        all_answered(run)
        check(run.issue_codes().get("", 0) > COUNT // 4, "endings: %r" % run.issue_codes())


CASES = [
    ("faults of every kind on 200 targets at once", every_fault_at_once),
    ("servers that are killed while commands run", servers_killed_while_commands_run),
    ("a flood of one gigabyte", a_flood_of_one_gigabyte),
    ("a full temporary directory", a_full_temporary_directory),
    ("a network that is cut", a_network_that_is_cut),
    ("an interrupted run reports all targets", an_interrupted_run_reports_all),
]
