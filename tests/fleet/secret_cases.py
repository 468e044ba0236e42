"""Planted secrets are in no command line, no foreign environment, no log, no result and no file."""

import os
import re
import time

from case import check, fleet, sshd

PARAMETER = "planted-parameter-secret"
PASSWORD = "planted-sudo-secret"

PLAN = """plan bench::secret(TargetSpec $targets, Sensitive[String] $secret) {
  run_task('bench::secret', $targets, 'secret' => $secret)
  run_task('bench::fails', $targets, 'secret' => $secret, '_catch_errors' => true)
}
"""
METADATA = '{"parameters": {"secret": {"type": "Sensitive[String]", "sensitive": true}}}'
# It lives long enough to be looked at.
TASK = """#!/bin/sh
test "$PT_secret" = %s || exit 9
: > %s
sleep 2
"""
FAILING = """#!/bin/sh
echo "something went wrong" >&2
exit 1
"""
# Asks as sudo does, and takes the password only.
SUDO = """#!/bin/sh
while :; do case $1 in -S|-H) shift ;; -u) shift 2 ;; -p) p=$2; shift 2 ;; *) break ;; esac; done
printf %%s "$p" >&2
read -r password
test "$password" = %s || { echo "Sorry, try again." >&2; exit 1; }
exec "$@"
"""


def readable(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def processes_with(secret, name):
    """Command lines of the processes that have the secret there."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if secret.encode() in readable("/proc/%s/%s" % (pid, name)):
            found.append(readable("/proc/%s/cmdline" % pid).replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


def files_with(secret, folder, but):
    found = []
    for path, _, names in os.walk(folder):
        for name in names:
            whole = os.path.join(path, name)
            if name not in but and secret.encode() in readable(whole):
                found.append(whole)
    return found


def secrets_of_a_plan(program, _):
    with fleet(program, 3) as place, sshd(place):
        folder = place.folder
        marker = folder.at("running")
        folder.write("project/modules/bench/plans/secret.pp", PLAN)
        for name, text in (("secret", TASK % (PARAMETER, marker)), ("fails", FAILING)):
            folder.write("project/modules/bench/tasks/%s.json" % name, METADATA)
            folder.write("project/modules/bench/tasks/%s.sh" % name, text)
        sudo = folder.write("sudo", SUDO % PASSWORD)
        os.chmod(sudo, 0o755)
        folder.write("inventory.yaml", folder.read("inventory.yaml")
                     + "    run-as: somebody\n    sudo-executable: %s\n    sudo-password: %s\n" % (sudo, PASSWORD))
        parameters = folder.write("parameters.json", '{"secret": "%s"}' % PARAMETER)
        process = place.start("plan", "run", "bench::secret", "-t", "all", "--params", "@" + parameters,
                              "--log-level", "trace", "--verbose", "--trace")
        seen = {"cmdline": set(), "environ": set()}
        while process.poll() is None:
            for name, lines in seen.items():
                for secret in (PARAMETER, PASSWORD):
                    lines.update("%s: %s" % (secret, line) for line in processes_with(secret, name))
            time.sleep(0.02)
        run = place.finish(process)
        check(run.status == 0, "status %d: %s%s" % (run.status, run.output[-600:], run.errors[-600:]))
        check(os.path.exists(marker), "the task did not run")
        check(not seen["cmdline"], "on command lines: %r" % seen["cmdline"])
        # The task itself gets its parameters by its environment: that is what they are for.
        own = re.compile(r"^%s: (\S*sh |sleep )" % PARAMETER)
        strangers = [line for line in seen["environ"] if not own.match(line)]
        check(not strangers, "in environments: %r" % strangers)
        for secret in (PARAMETER, PASSWORD):
            check(secret not in run.output, "the output tells " + secret)
            check(secret not in run.errors, "the log tells " + secret)
            # Where it was planted: the file of parameters, the inventory, the task and the sudo that know it.
            found = files_with(secret, folder.path, {"parameters.json", "inventory.yaml", "secret.sh", "sudo"})
            check(not found, "files tell %s: %r" % (secret, found))


def secrets_of_failures(program, _):
    """A sudo-password that is wrong is not told either."""
    with fleet(program, 1) as place, sshd(place):
        folder = place.folder
        sudo = folder.write("sudo", SUDO % "another")
        os.chmod(sudo, 0o755)
        folder.write("inventory.yaml", folder.read("inventory.yaml")
                     + "    run-as: somebody\n    sudo-executable: %s\n    sudo-password: %s\n" % (sudo, PASSWORD))
        for arguments in (["command", "run", "true"], ["inventory", "show", "--detail"]):
            run = place.finish(place.start(*arguments, "-t", "all", "--log-level", "trace"))
            check((run.status == 0) == (arguments[0] == "inventory"), "status %d" % run.status)
            if arguments[0] == "command":
                check(PASSWORD not in run.output + run.errors, "told by %r" % arguments)


CASES = [
    ("secrets of a plan", secrets_of_a_plan),
    ("secrets of failures", secrets_of_failures),
]
