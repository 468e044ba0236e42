"""Everything that the tools need to know about the targets: keys, inventory, ssh configuration, a project with a task.

All lies in one temporary folder; nothing of the user's own configuration is read.
"""

import getpass
import os
import subprocess

TASK = """#!/bin/sh
# Takes as much room as a small task of real life, and does nothing.
%s
read -r parameters || true
exit 0
""" % "\n".join("# %s" % ("filling " * 9) for _ in range(12))

PLAN = """plan bench::sequence(TargetSpec $targets, Integer $times = 10) {
  Integer[1, $times].each |$round| { run_task('bench::nothing', $targets, 'round' => $round) }
}
"""

EMPTY_PLAN = "plan bench::empty() { }\n"

SSH_CONFIG = """Host *
  User {user}
  Port {port}
  IdentityFile {folder}/id
  IdentitiesOnly yes
  IdentityAgent none
  BatchMode yes
  StrictHostKeyChecking yes
  UserKnownHostsFile {folder}/home/.ssh/known_hosts
  GlobalKnownHostsFile /dev/null
  LogLevel ERROR
  ConnectTimeout 120
"""


def address_of(index):
    return "127.1.%d.%d" % (index // 250, index % 250 + 1)


class FleetFolder:
    def __init__(self, path, port):
        self.path = path
        self.port = port
        self.user = getpass.getuser()
        self.environment = dict(os.environ, HOME=self.at("home"))
        self.environment.pop("SSH_AUTH_SOCK", None)
        os.makedirs(self.at("home/.ssh"), mode=0o700)
        os.makedirs(self.at("masters"), mode=0o700)
        for key in ("id", "host_key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", self.at(key)], check=True)
        self.write("authorized_keys", 'from="127.0.0.0/8" ' + self.read("id.pub"))
        self.write_ssh_configuration()
        self.write("project/bolt-project.yaml", "name: fleet_bench\nanalytics: false\n")
        self.write("project/modules/bench/tasks/nothing.sh", TASK)
        self.write("project/modules/bench/plans/sequence.pp", PLAN)
        self.write("project/modules/bench/plans/empty.pp", EMPTY_PLAN)
        self.write("payload", "0123456789abcde\n" * 256)

    def at(self, name):
        return os.path.join(self.path, name)

    def read(self, name):
        with open(self.at(name), encoding="utf-8") as file:
            return file.read()

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.at(name)), exist_ok=True)
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.at(name)

    def write_ssh_configuration(self):
        text = SSH_CONFIG.format(user=self.user, port=self.port, folder=self.path)
        self.write("ssh_config_default", text)
        self.write("ssh_config", text + "  KexAlgorithms curve25519-sha256\n")

    def prepare(self, count):
        """The list of hosts and the inventories for so many targets."""
        addresses = [address_of(index) for index in range(count)]
        key = " ".join(self.read("host_key.pub").split()[:2])
        self.write("home/.ssh/known_hosts", "".join("[%s]:%d %s\n" % (a, self.port, key) for a in addresses))
        self.write("hosts", "\n".join(addresses) + "\n")
        options = {"user": self.user, "port": self.port, "private-key": self.at("id"), "load-config": "false",
                   "connect-timeout": 120, "host-key-check": "true"}
        self.write("inventory.yaml", "targets:\n%sconfig:\n  transport: ssh\n  ssh:\n%s" % (
            "".join("  - name: t%05d\n    uri: %s\n" % (i, a) for i, a in enumerate(addresses)),
            "".join("    %s: %s\n" % option for option in options.items())))
        self.write("inventory.ini", "[all]\n%s\n\n[all:vars]\nansible_user=%s\nansible_port=%d\n" % (
            "\n".join(addresses), self.user, self.port)
            + "ansible_ssh_private_key_file=%s\nansible_ssh_common_args=-F %s\n" % (self.at("id"), self.at("ssh_config")))

    def prepare_large_inventory(self, count):
        """An inventory that is only read, not connected to."""
        lines = ["groups:\n"]
        for group in range(count // 250):
            lines.append("  - name: g%03d\n    config: {ssh: {user: u%d}}\n    targets:\n" % (group, group))
            for index in range(250):
                lines.append("      - name: node-%03d-%03d\n        uri: node-%03d-%03d.example.org\n"
                             "        vars: {rack: r%d}\n" % (group, index, group, index, index % 10))
        return self.write("large.yaml", "".join(lines) + "config: {transport: ssh}\n")
