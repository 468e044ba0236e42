"""How each tool is told to do each job: a list of command lines, run one after the other; None if it cannot."""

import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))


class Tool:
    def __init__(self, name, program, kinds=("true", "task", "sequence", "upload"), most=1000):
        self.name = name
        self.program = program
        self.kinds = kinds
        self.most = most  # more targets than that take it minutes

    def installed(self):
        return shutil.which(self.program) is not None

    def takes_part(self, job):
        return job.kind in self.kinds and job.targets <= self.most

    def commands(self, job, folder):
        if job.kind == "sequence":
            return [self.command("task", job, folder)] * job.times
        return [self.command(job.kind, job, folder)]

    def command(self, kind, job, folder):
        raise NotImplementedError


class PlanTool(Tool):
    """Volley and Bolt: the same command lines."""

    def __init__(self, name, program, most):
        super().__init__(name, program, ("true", "task", "sequence", "upload", "version", "empty", "inventory"), most)

    def commands(self, job, folder):
        return [self.command(job.kind, job, folder)]

    def command(self, kind, job, folder):
        on_targets = ["--project", folder.at("project"), "-i", folder.at("inventory.yaml"), "-t", "all",
                      "-c", str(job.concurrency), "--format", "json", "--no-save-rerun"]
        return [self.program] + {
            "version": lambda: ["--version"],
            "empty": lambda: ["plan", "run", "bench::empty", "--project", folder.at("project")],
            "inventory": lambda: ["inventory", "show", "--project", folder.at("project"), "-i", folder.at("large.yaml")],
            "true": lambda: ["command", "run", "true"] + on_targets,
            "task": lambda: ["task", "run", "bench::nothing", "round=1"] + on_targets,
            "sequence": lambda: ["plan", "run", "bench::sequence", "times=%d" % job.times] + on_targets,
            "upload": lambda: ["file", "upload", folder.at("payload"), folder.at("uploaded")] + on_targets,
        }[kind]()


def remote_line(kind, folder):
    """What the tools without tasks run instead of one: the same script as a command line."""
    return "true" if kind == "true" else "echo '{\"round\":1}' | sh -c '%s'" % folder.read(
        "project/modules/bench/tasks/nothing.sh").replace("'", "'\\''")


class SshProcesses(Tool):
    """One ssh process for each target, so many at once, started by xargs or GNU parallel."""

    def __init__(self, name, program, config="ssh_config", **rest):
        super().__init__(name, program, **rest)
        self.config = config

    def command(self, kind, job, folder):
        config = folder.at(self.config)
        copy = ["scp", "-q", "-F", config, folder.at("payload"), "{}:" + folder.at("uploaded")]
        run = ["ssh", "-F", config, "-n", "{}", remote_line(kind, folder)]
        words = copy if kind == "upload" else run
        if self.program == "parallel":
            return ["parallel", "--will-cite", "-q", "-j", str(job.concurrency)] + words + ["::::", folder.at("hosts")]
        return ["xargs", "-a", folder.at("hosts"), "-P", str(job.concurrency), "-I", "{}"] + words


class ControlMasters(Tool):
    """A master connection for each target, opened at once; every task is a further ssh process."""

    def commands(self, job, folder):
        times = job.times if job.kind == "sequence" else 1
        return [["sh", os.path.join(HERE, "control_masters.sh"), folder.path, str(job.concurrency), str(times),
                 remote_line("true" if job.kind == "true" else "task", folder)]]


class ParallelSsh(Tool):
    def command(self, kind, job, folder):
        common = ["-h", folder.at("hosts"), "-p", str(job.concurrency), "-t", "300", "-x", "-F " + folder.at("ssh_config")]
        if kind == "upload":
            return ["parallel-scp"] + common + [folder.at("payload"), folder.at("uploaded")]
        return ["parallel-ssh"] + common + [remote_line(kind, folder)]


class Pdsh(Tool):
    def command(self, kind, job, folder):
        return ["env", "PDSH_SSH_ARGS_APPEND=-F " + folder.at("ssh_config"), "pdsh", "-R", "ssh", "-f",
                str(job.concurrency), "-w", "^" + folder.at("hosts"), remote_line(kind, folder)]


class Clush(Tool):
    def command(self, kind, job, folder):
        common = ["clush", "-q", "-f", str(job.concurrency), "--hostfile", folder.at("hosts"), "-o",
                  "-F " + folder.at("ssh_config")]
        if kind == "upload":
            return common + ["--copy", folder.at("payload"), "--dest", folder.at("uploaded")]
        return common + [remote_line(kind, folder)]


class Ansible(Tool):
    def command(self, kind, job, folder):
        module = {"true": ["-m", "raw", "-a", "true"],
                  "task": ["-m", "script", "-a", folder.at("project/modules/bench/tasks/nothing.sh")],
                  "upload": ["-m", "copy", "-a", "src=%s dest=%s" % (folder.at("payload"), folder.at("uploaded"))]}
        return ["ansible", "all", "-i", folder.at("inventory.ini"), "-f", str(job.concurrency)] + module[kind]


def all_tools(volley, bolt):
    tools = [
        PlanTool("volley", volley, most=100_000),
        PlanTool("bolt", bolt or "bolt", most=1000),
        SshProcesses("ssh, xargs", "xargs"),
        SshProcesses("ssh, xargs, default kex", "xargs", config="ssh_config_default", kinds=("true",), most=100),
        SshProcesses("ssh, GNU parallel", "parallel", most=500),
        ControlMasters("ssh, control masters", "ssh", kinds=("true", "task", "sequence"), most=100),
        ParallelSsh("pssh", "parallel-ssh"),
        Pdsh("pdsh", "pdsh", kinds=("true", "task", "sequence")),
        Clush("clush", "clush"),
        Ansible("ansible", "ansible", kinds=("true", "task", "upload"), most=100),
    ]
    return [tool for tool in tools if tool.installed()], [tool.name for tool in tools if not tool.installed()]
