"""What the cases have in common: a fleet on loopback, a run of Volley on it, and what came of it."""

import contextlib
import json
import os
import resource
import subprocess
import tempfile
import time

import servers
from fleet_folder import FleetFolder, address_of

# Everything that a target's result may say of its end.
ENDINGS = {"success", "failure"}


class Skip(Exception):
    pass


def check(condition, what):
    if not condition:
        raise AssertionError(what)


class Run:
    """One finished run of Volley."""

    def __init__(self, status, output, errors, seconds, megabytes):
        self.status = status
        self.output = output
        self.errors = errors
        self.seconds = seconds
        self.megabytes = megabytes

    def items(self):
        """By target; fails when the output is no whole document or names a target twice."""
        items = json.loads(self.output)["items"]
        by_target = {item["target"]: item for item in items}
        check(len(by_target) == len(items), "a target has two results")
        return by_target

    def issue_codes(self):
        """How many targets have which error; "" counts those without."""
        counts = {}
        for item in self.items().values():
            check(item["status"] in ENDINGS, "unknown ending %r" % item["status"])
            error = item["value"].get("_error") or {}
            check((item["status"] == "success") == (not error), "%s: success and error at once" % item["target"])
            code = error.get("issue_code", error.get("kind", "")) if error else ""
            counts[code] = counts.get(code, 0) + 1
        return counts


class Fleet:
    """A folder with keys and inventories for so many targets."""

    def __init__(self, path, program, count):
        self.folder = FleetFolder(path, servers.free_port())
        self.folder.prepare(count)
        self.program = program
        self.count = count

    def start(self, *arguments, **options):
        command = [self.program, *arguments, "--inventoryfile", self.folder.at("inventory.yaml"),
                   "--project", self.folder.at("project"), "--no-color"]
        return subprocess.Popen(command, env=self.folder.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def finish(self, process, limit=120):
        """Waits for it; one that takes longer than `limit` seconds hangs."""
        start = time.monotonic()
        try:
            output, errors = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise AssertionError("it hangs: still running after %d s" % limit) from None
        return Run(process.returncode, output.decode("utf-8", "replace"), errors.decode("utf-8", "replace"),
                   time.monotonic() - start, 0)

    def run(self, *arguments, limit=120):
        """Runs it with JSON output. Its peak memory counts everything that it started."""
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            start = time.monotonic()
            process = subprocess.Popen(
                [self.program, *arguments, "--inventoryfile", self.folder.at("inventory.yaml"), "--project",
                 self.folder.at("project"), "--format", "json"], env=self.folder.environment,
                stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
            usage = self.wait(process, start + limit)
            output.seek(0)
            errors.seek(0)
            return Run(process.returncode, output.read().decode("utf-8", "replace"),
                       errors.read().decode("utf-8", "replace"), time.monotonic() - start, usage.ru_maxrss / 1024)

    @staticmethod
    def wait(process, deadline):
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return usage
            if time.monotonic() > deadline:
                process.kill()
                process.wait()
                raise AssertionError("it hangs")
            time.sleep(0.05)


@contextlib.contextmanager
def fleet(program, count):
    with tempfile.TemporaryDirectory(prefix="volley-fleet-") as path:
        yield Fleet(path, program, count)


@contextlib.contextmanager
def light_server(place, path, *options):
    server = servers.LightServer(place.folder, path, 0, options)
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def sshd(place):
    server = servers.Sshd(place.folder)
    try:
        yield server
    finally:
        server.stop()


def descendants(pid):
    found = []
    for child in servers.children_of(pid):
        found += [child] + descendants(child)
    return found


def target_names(count):
    return ["t%05d" % index for index in range(count)]


__all__ = ["Skip", "check", "fleet", "light_server", "sshd", "descendants", "target_names", "address_of", "resource"]
