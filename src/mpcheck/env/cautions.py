"""Works, but: what deserves a word although nothing failed; and why something is rightly missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpcheck.env.diagnoses import MIB, SIGCHLD_IGNORED, Diagnosis, Machine, full_shm, limit_text

Facts = Mapping[str, Any]
SMALL_SHM = 64 * MIB  # what Docker gives by default
FEW_PROCESSES = 64
FEW_FILES = 128
LITTLE_MEMORY = 512 * MIB


def caution(probe: str, method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    """What to beware of in a row that is ok."""
    look = CAUTIONS.get(probe)
    return look(method, facts, machine) if look else None


def cpu(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    count, affinity, quota = facts["cpu_count"], facts["affinity"], facts["quota"]
    if quota is not None and quota < (affinity or count or 0):
        return Diagnosis(
            f"The control group (container) grants {quota:g} CPUs; os.cpu_count() says {count}, and Pool() starts as many workers.",
            f"Give the number of workers: Pool({max(1, round(quota))}).",
        )
    if affinity is not None and count is not None and affinity < count:
        return Diagnosis(
            f"This process may use {affinity} of {count} CPUs, and os.cpu_count() does not say so.",
            "Size pools by len(os.sched_getaffinity(0)), or os.process_cpu_count() from Python 3.13.",
        )
    return None


def dev_shm(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    return full_shm(facts) if facts["free"] <= SMALL_SHM else None


def tight_limits(facts: Facts) -> list[str]:
    """The limits so low that a few pools reach them, each with its number."""
    return [
        f"{name.replace('_', ' ')} {limit_text(name, facts[name])}"
        for name, few in (
            ("processes", FEW_PROCESSES),
            ("pids_max", FEW_PROCESSES),
            ("open_files", FEW_FILES),
            ("address_space", LITTLE_MEMORY),
            ("memory_max", LITTLE_MEMORY),
            ("file_size", LITTLE_MEMORY),
        )
        if isinstance(facts.get(name), int) and facts[name] < few
    ]


def limits(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    if facts["sigchld_ignored"]:
        return SIGCHLD_IGNORED
    tight = tight_limits(facts)
    if not tight:
        return None
    return Diagnosis(
        f"Tight limits: {', '.join(tight)}.",
        "Raise them (ulimit, the service's Limit*=, docker run --ulimit) or start few workers.",
    )


def process(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    if method != "fork" or machine.platform() != "darwin":
        return None
    return Diagnosis(
        "macOS's own libraries start threads, so that a forked child may crash or hang later.",
        "Use spawn, the default on macOS.",
    )


def start_methods(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    version = tuple(int(part) for part in str(machine.facts("interpreter").get("version", "0")).split(".")[:2])
    if machine.platform() != "linux" or version < (3, 14) or facts["default"] == "forkserver":
        return None
    sockets = machine.answers.get("af-unix")
    homeless = sockets is not None and sockets.failure is not None and "No usable temporary" in sockets.failure.text
    why = ": Python falls back to it where no temporary folder can be written" if homeless else ""
    return Diagnosis(
        f"The default is {facts['default']}, where this version's own is forkserver{why}.",
        "Name the start method that the program needs: multiprocessing.get_context(...).",
    )


def interpreter(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    if machine.platform() == "emscripten" or not (facts["embedded"] or facts["frozen"]):
        return None
    return Diagnosis(
        f"sys.executable is {facts['executable'] or 'empty'}, which is no Python: spawn and forkserver start children "
        "with it.",
        "Call multiprocessing.set_executable() with a Python interpreter, and multiprocessing.freeze_support() first "
        "thing in a frozen program.",
    )


def sem_open(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    if facts["can_be_read"]:
        return None
    return Diagnosis(
        "This system cannot read a semaphore (sem_getvalue): Queue.qsize() raises NotImplementedError.",
        "Do without qsize(), or count in a Value.",
    )


def environment(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    if facts["wsl"] == 1:
        return Diagnosis(
            "This is Windows' subsystem for Linux 1, no Linux kernel: fork is slow, and semaphores and sockets differ.",
            "Use its version 2: wsl --set-version DISTRIBUTION 2.",
        )
    if machine.platform() == "darwin" and "OBJC_DISABLE_INITIALIZE_FORK_SAFETY" in facts["variables"]:
        return Diagnosis(
            "OBJC_DISABLE_INITIALIZE_FORK_SAFETY hides crashes of forked children and does not prevent hangs.",
            "Use spawn, the default on macOS, and remove the variable.",
        )
    return None


def fork_unsafe_modules(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    if not facts["fork_exists"] or machine.platform() == "emscripten":
        return None
    loaded = [f"{name} ({why})" for name, why in facts["loaded"].items()]
    if not loaded and facts["threads"] <= 1:
        return None
    what = [f"{facts['threads']} threads"] if facts["threads"] > 1 else []
    who = "A new interpreter" if facts["new_interpreter"] else "This process"
    starter = "see which .pth file or sitecustomize starts them (python -v)"
    return Diagnosis(
        f"{who} has {', '.join(what + loaded)}. A fork copies none of its threads, and locks as these left them.",
        f"Use spawn or forkserver, or {starter if facts['new_interpreter'] else 'fork before they come'}.",
    )


def orphans(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    found = facts["orphans"]
    if not found:
        return None
    size = sum(one["bytes"] for one in found) / MIB
    some = ", ".join(one["name"] for one in found[:3]) + (", ..." if len(found) > 3 else "")
    many = f"{len(found)} semaphores and segments" if len(found) > 1 else "a semaphore or segment"
    return Diagnosis(
        f"Ended processes of this user left {many} ({size:.1f} MiB) in /dev/shm: {some}",
        "mpcheck env --clean lists them and removes them when you agree.",
    )


def task_latency(method: str | None, facts: Facts, machine: Machine) -> Diagnosis | None:
    """Not a caution: the advice that the numbers amount to."""
    tasks = facts["tasks"]
    one, chunked = tasks["ProcessPoolExecutor.submit"]["us"], tasks["Pool.map"]["us"]
    return Diagnosis(
        f"Handing a task to a process and taking its result back costs {one / 1000:.2g} ms here, "
        f"{chunked / 1000:.2g} ms in the chunks of Pool.map.",
        f"A task must take more than {one / 1000:.2g} ms to be worth a process here; send shorter ones in chunks "
        "(chunksize=...).",
    )


CAUTIONS: dict[str, Callable[[str | None, Facts, Machine], Diagnosis | None]] = {
    "cpu": cpu,
    "dev-shm": dev_shm,
    "limits": limits,
    "process": process,
    "start-methods": start_methods,
    "interpreter": interpreter,
    "sem-open": sem_open,
    "environment": environment,
    "fork-unsafe-modules": fork_unsafe_modules,
    "orphans": orphans,
    "task-latency": task_latency,
}

MISSING = {
    "os-fork": "This system has no fork.",
    "fork-with-threads": "This system has no fork.",
    "orphans": "This system does not use /dev/shm, or has none.",
    "interpreter-pool-executor": "InterpreterPoolExecutor came with Python 3.14, and not on every platform.",
    "af-unix": "This Python has no AF_UNIX sockets; multiprocessing uses named pipes or TCP here.",
    "dev-shm": "This system does not use /dev/shm.",
    "limits": "This system has no such limits.",
}
