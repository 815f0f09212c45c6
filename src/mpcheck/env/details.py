"""What a row has to say beside its verdict, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpcheck.env.diagnoses import limit_text, room

Facts = Mapping[str, Any]


def detail(probe: str, facts: Facts) -> str:
    """The facts of a row that worked, in short; nothing for most probes."""
    describe = DETAILS.get(probe)
    return describe(facts) if describe else ""


def cpu(facts: Facts) -> str:
    counts = {
        "CPUs": facts["cpu_count"],
        "affinity": facts["affinity"],
        "process_cpu_count": facts["process_cpu_count"],
    }
    words = [f"{name} {count}" for name, count in counts.items() if count is not None]
    return ", ".join([*words, "quota none" if facts["quota"] is None else f"quota {facts['quota']:g}"])


def dev_shm(facts: Facts) -> str:
    return room(facts)


def limits(facts: Facts) -> str:
    names = ("processes", "pids_max", "open_files", "address_space", "memory_max")
    return ", ".join(
        f"{name.replace('_', ' ')} {limit_text(name, facts[name])}" for name in names if facts[name] is not None
    )


def af_unix(facts: Facts) -> str:
    return f"path of {facts['path_length']} bytes, at most {facts['longest_path']}"


def start_methods(facts: Facts) -> str:
    return ", ".join(f"{name} (default)" if name == facts["default"] else name for name in facts["available"])


def pickling(facts: Facts) -> str:
    refused = [kind for kind, reason in facts["why_not"].items() if reason is not None]
    return f"do not cross: {', '.join(refused)}" if refused else "all kinds cross"


def process(facts: Facts) -> str:
    return f"{facts['start_ms']:g} ms to start and join"


def interpreter(facts: Facts) -> str:
    gil = "no GIL" if not facts["gil_enabled"] else "GIL"
    words = [
        f"{facts['implementation']} {facts['version']}",
        facts["platform"],
        facts["machine"],
        f"{facts['bits']} bit",
        gil,
    ]
    words += [name.replace("_", " ") for name in ("debug_build", "frozen", "embedded") if facts[name]]
    return ", ".join(words + ([f"container: {facts['container']}"] if facts["container"] else []))


def fork_with_threads(facts: Facts) -> str:
    stays = "a thread's lock stays locked in the child" if facts["lock_stays_held"] else "no lock stays locked"
    return f"{stays}; Python {'warns' if facts['warns'] else 'does not warn'}"


def sem_open(facts: Facts) -> str:
    return f"values up to {facts['largest_value']}" + ("" if facts["can_be_read"] else ", which cannot be read")


def environment(facts: Facts) -> str:
    words = [facts["c_library"]] if facts["c_library"] else []
    words += [f"WSL {facts['wsl']}"] if facts["wsl"] else []
    words += [{"gvisor": "gVisor", "android": "Android", "lambda": "AWS Lambda"}[name] for name in KINDS if facts[name]]
    words += ["seccomp"] if facts["seccomp"] else []
    words += [f"{name}={value}" for name, value in facts["variables"].items()]
    return ", ".join(words) or "nothing unusual"


KINDS = ("gvisor", "android", "lambda")


def fork_unsafe_modules(facts: Facts) -> str:
    return f"installed: {', '.join(facts['installed'])}" if facts["installed"] else "none of those known is installed"


def inheritance(facts: Facts) -> str:
    """What a child does not find as its parent left it."""
    return "; ".join(f"{name}: {_found(things)}" for name, things in facts["inherited"].items())


def _found(things: Mapping[str, bool] | None) -> str:
    if things is None:
        return "no answer"
    lost = [thing for thing, same in things.items() if not same]
    return f"all but {', '.join(lost)}" if lost else "all"


def orphans(facts: Facts) -> str:
    return f"{len(facts['orphans'])} left behind"


def program_origin(facts: Facts) -> str:
    """Where a start method fails although it works from a script."""
    fails: dict[str, list[str]] = {}
    for way, reached in facts["reached"].items():
        bad = [name for name, here in (reached or {}).items() if not here]
        if bad:
            fails.setdefault(", ".join(sorted(bad)), []).append(way)
    return "; ".join(f"{names}: not from {', '.join(ways)}" for names, ways in fails.items()) or "from everywhere"


def python_options(facts: Facts) -> str:
    return f"with {', '.join(way for way, reached in facts['reached'].items() if reached)}"


def start_latency(facts: Facts) -> str:
    return "; ".join(
        f"{name}: " + ", ".join(f"{what} {time['ms']:g} ms" for what, time in starts.items())
        for name, starts in facts["starts"].items()
        if starts
    )


def task_latency(facts: Facts) -> str:
    return ", ".join(f"{name} {cost['us']:.0f} µs" for name, cost in facts["tasks"].items())


def throughput(facts: Facts) -> str:
    return ", ".join(f"{way.replace('_', ' ')} {rate['MB_per_s']:.0f} MB/s" for way, rate in facts["rates"].items())


DETAILS: dict[str, Callable[[Facts], str]] = {
    "cpu": cpu,
    "dev-shm": dev_shm,
    "limits": limits,
    "af-unix": af_unix,
    "start-methods": start_methods,
    "pickling": pickling,
    "process": process,
    "interpreter": interpreter,
    "fork-with-threads": fork_with_threads,
    "sem-open": sem_open,
    "environment": environment,
    "fork-unsafe-modules": fork_unsafe_modules,
    "inheritance": inheritance,
    "orphans": orphans,
    "program-origin": program_origin,
    "python-options": python_options,
    "start-latency": start_latency,
    "task-latency": task_latency,
    "throughput": throughput,
}
