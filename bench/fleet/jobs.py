"""The jobs that are measured, and the goals that go with them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    name: str
    title: str
    kind: str
    targets: int = 0
    server: str = ""  # "sshd", "light", or "" when nothing is connected to
    times: int = 1
    delay: int = 0  # milliseconds, light server only
    concurrency: int = 100
    only_volley: bool = False


JOBS = [
    Job("version", "`--version`", "version"),
    Job("empty-plan", "an empty plan", "empty"),
    Job("inventory-25000", "`inventory show`, 25,000 targets", "inventory"),
    Job("true-100", "`command run true`, 100 cold targets", "true", 100, "sshd"),
    Job("true-500", "`command run true`, 500 cold targets", "true", 500, "sshd"),
    Job("true-1000", "`command run true`, 1,000 cold targets", "true", 1000, "light"),
    Job("true-10000", "`command run true`, 10,000 cold targets", "true", 10000, "light", concurrency=1000,
        only_volley=True),
    Job("task-100", "`task run` (sh), 100 cold targets", "task", 100, "sshd"),
    Job("task-500", "`task run` (sh), 500 cold targets", "task", 500, "sshd"),
    Job("sequence-100", "10 tasks in sequence, 100 targets", "sequence", 100, "sshd", times=10),
    Job("sequence-100-light", "10 tasks in sequence, 100 targets", "sequence", 100, "light", times=10),
    Job("upload-100", "upload of 4 KiB, 100 cold targets", "upload", 100, "sshd"),
    Job("delay-1", "1 task, 10 targets, 50 ms delay", "sequence", 10, "light", times=1, delay=50, only_volley=True),
    Job("delay-11", "11 tasks in sequence, 10 targets, 50 ms delay", "sequence", 10, "light", times=11, delay=50,
        only_volley=True),
]


def by_name(name):
    return next(job for job in JOBS if job.name == name)


@dataclass(frozen=True)
class Goal:
    """What Volley must reach. `value` gets a function that answers the medians of Volley's measures of a job."""
    title: str
    unit: str
    must: float
    aim: float
    value: object


def per_target(job, measure, factor):
    return lambda of: of(job)[measure] * factor / by_name(job).targets


def plain(job, measure, factor=1.0):
    return lambda of: of(job)[measure] * factor


def round_trips(of):
    """Of each further task on a warm connection: what ten more of them take, in delays."""
    return (of("delay-11")["wall"] - of("delay-1")["wall"]) / 10 / (by_name("delay-11").delay / 1000)


GOALS = [
    Goal("start: `--version`, wall", "ms", 10, 3, plain("version", "wall", 1000)),
    Goal("start: an empty plan, client CPU", "ms", 20, 8, plain("empty-plan", "cpu", 1000)),
    Goal("`command run true`, 500 cold targets on sshd: client CPU a target", "ms", 1.5, 1.0,
         per_target("true-500", "cpu", 1000)),
    Goal("`task run` (sh), 500 cold targets on sshd: client CPU a target", "ms", 2, 1.2,
         per_target("task-500", "cpu", 1000)),
    Goal("the same: connections a target", "", 1, 1, per_target("task-500", "connections", 1)),
    Goal("the same: executions a target", "", 1, 1, per_target("task-500", "executions", 1)),
    Goal("10 tasks in sequence, 100 targets on sshd: connections", "", 100, 100, plain("sequence-100", "connections")),
    Goal("the same: client CPU", "s", 0.5, 0.25, plain("sequence-100", "cpu")),
    Goal("50 ms of delay: round trips of each further task on a warm connection", "", 1, 1, round_trips),
    Goal("10,000 cold targets on the light server: client CPU", "s", 15, 8, plain("true-10000", "cpu")),
    Goal("the same: peak memory", "MB", 1200, 800, plain("true-10000", "memory")),
    Goal("the same: runs in which a target did not answer", "", 0, 0, plain("true-10000", "lost")),
    Goal("inventory of 25,000 targets: load and `inventory show`, CPU", "s", 0.5, 0.2, plain("inventory-25000", "cpu")),
]
