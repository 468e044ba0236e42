"""The measurements as Markdown tables, for people and for docs/performance.md."""

import datetime
import platform
import re
import statistics


def medians(samples):
    """The median of each measure; None where it was not taken."""
    result = {}
    for measure in samples[0]:
        values = [sample[measure] for sample in samples if sample[measure] is not None]
        result[measure] = statistics.median(values) if values else None
    return result


def text_of(value, digits):
    return "" if value is None else "{:,.{}f}".format(value, digits)


def machine():
    model, cores = platform.processor() or platform.machine(), 0
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model, cores = line.split(":", 1)[1].strip(), cores + 1
    return "%s (%d cores), %s" % (model, cores, platform.system())


def measures_table(jobs, results):
    lines = ["| Job | Server | Tool | Wall s | Client CPU s | ms a target | x Volley | Server CPU s | Peak MB | Connections "
             "| Channels | Executions |", "|---|---|---|---|---|---|---|---|---|---|---|---|"]
    for job in jobs:
        rows = [(tool, medians(samples)) for (name, tool), samples in results.items() if name == job.name]
        volley = next((row["cpu"] for tool, row in rows if tool == "volley"), None)
        for tool, row in rows:
            failed = " (failed)" if row["lost"] else ""
            lines.append("| %s | %s | %s |" % (job.title, job.server, tool + failed) + " | ".join([
                " " + text_of(row["wall"], 3 if row["wall"] < 1 else 1),
                text_of(row["cpu"], 3 if row["cpu"] < 1 else 1),
                text_of(row["cpu"] * 1000 / job.targets, 2) if job.targets else "",
                text_of(row["cpu"] / volley, 1) if volley and tool != "volley" else "",
                text_of(row["server_cpu"], 1), text_of(row["memory"], 0) if job.targets else "",
                text_of(row["connections"], 0), text_of(row["channels"], 0), text_of(row["executions"], 0)]) + " |")
    return lines


def goals_table(goals, results):
    """The table, and the titles of the goals that were missed."""
    lines = ["| What | Must | Aim | Measured | |", "|---|---|---|---|---|"]
    missed = []
    for goal in goals:
        try:
            value = goal.value(lambda job: medians(results[(job, "volley")]))
        except (KeyError, TypeError):
            continue
        verdict = "aim" if value <= goal.aim * 1.05 else "must" if value <= goal.must * 1.05 else "missed"
        if verdict == "missed":
            missed.append(goal.title)
        unit = " " + goal.unit if goal.unit else ""
        lines.append("| %s | %g%s | %g%s | %.3g%s | %s |" % (goal.title, goal.must, unit, goal.aim, unit,
                                                              value, unit, verdict))
    return lines, missed


def document(jobs, goals, results, rounds, peer_rounds):
    lines, missed = goals_table(goals, results)
    text = ["Medians of %d rounds (other tools: %d), %s, %s." % (rounds, peer_rounds, datetime.date.today(), machine()),
            ""] + lines + [""] + measures_table(jobs, results)
    return "\n".join(text) + "\n", missed


def write_between_marks(path, text):
    begin, end = "<!-- bench/fleet: begin -->\n", "<!-- bench/fleet: end -->"
    with open(path, encoding="utf-8") as file:
        old = file.read()
    new, count = re.subn(re.escape(begin) + ".*?" + re.escape(end), lambda _: begin + text + end, old, flags=re.S)
    if count != 1:
        raise SystemExit("%s has no place for the tables" % path)
    with open(path, "w", encoding="utf-8") as file:
        file.write(new)
