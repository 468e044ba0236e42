"""Another implementation of ssh on the other side: dropbear."""

import os
import shutil
import subprocess

import servers
from case import check, fleet


def with_dropbear(case):
    def run(program, _):
        with fleet(program, 5) as place:
            folder = place.folder
            server = shutil.which("dropbear", path="/usr/sbin:/usr/bin")
            check(server, "dropbear is not there: apt-get install dropbear-bin")
            key = folder.at("dropbear_key")
            subprocess.run(["dropbearkey", "-t", "ed25519", "-f", key], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            public = subprocess.run(["dropbearkey", "-y", "-f", key], check=True, capture_output=True,
                                    text=True).stdout
            line = next(line for line in public.splitlines() if line.startswith("ssh-"))
            hosts = folder.read("home/.ssh/known_hosts").splitlines()
            folder.write("home/.ssh/known_hosts",
                         "".join("%s %s\n" % (host.split()[0], " ".join(line.split()[:2])) for host in hosts))
            # It takes authorized keys from the home of the user only: a home of its own, seen by this server alone.
            home = os.path.expanduser("~")
            folder.write("dropbear_home/.ssh/authorized_keys", folder.read("id.pub"))
            for path in ("dropbear_home", "dropbear_home/.ssh"):
                os.chmod(folder.at(path), 0o700)
            os.chmod(folder.at("dropbear_home/.ssh/authorized_keys"), 0o600)
            process = subprocess.Popen(
                ["unshare", "--mount", "--propagation", "private", "sh", "-c",
                 'mount --bind "$1" "$2" && shift 2 && exec "$@"', "sh", folder.at("dropbear_home"), home,
                 server, "-F", "-E", "-s", "-r", key, "-p", "127.0.0.1:%d" % folder.port,
                 *[word for index in range(5) for word in ("-p", "127.1.0.%d:%d" % (index + 1, folder.port))]],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                servers.wait_until(lambda: servers.listens(folder.port), "dropbear does not start")
                case(place)
            finally:
                process.terminate()
                process.wait()
    return run


def commands_and_tasks(place):
    run = place.run("command", "run", "echo out; echo err >&2; exit 3", "-t", "all")
    for name, item in run.items().items():
        check(item["value"]["stdout"] == "out\n" and item["value"]["stderr"] == "err\n", "%s: %r" % (name, item))
        check(item["value"]["exit_code"] == 3, "%s: %r" % (name, item))
    place.folder.write("project/modules/bench/tasks/greets.sh", "#!/bin/sh\necho \"{\\\"who\\\": \\\"$PT_who\\\"}\"\n")
    run = place.run("task", "run", "bench::greets", "who=it's", "-t", "all")
    check(run.status == 0, run.output + run.errors)
    for name, item in run.items().items():
        check(item["value"] == {"who": "it's"}, "%s: %r" % (name, item))
    run = place.run("plan", "run", "bench::sequence", "-t", "all", "times=5")
    check(run.status == 0, run.output + run.errors)


def files(place):
    folder = place.folder
    folder.write("tree/a", "one\n")
    folder.write("tree/b/c d", "two\n" * 100000)
    run = place.run("file", "upload", folder.at("tree"), folder.at("up"), "-t", "t00000")
    check(run.status == 0, run.output + run.errors)
    check(folder.read("up/b/c d") == folder.read("tree/b/c d"), "another content")
    run = place.run("file", "download", folder.at("up"), folder.at("down"), "-t", "all")
    check(run.status == 0, run.output + run.errors)
    for name in run.items():
        check(folder.read("down/%s/up/a" % name) == "one\n", "nothing was downloaded from " + name)


CASES = [
    ("dropbear: commands, tasks and a plan", with_dropbear(commands_and_tasks)),
    ("dropbear: files", with_dropbear(files)),
]
