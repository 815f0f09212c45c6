"""From a failure to its cause and cure.  Each diagnosis knows one trouble, and answers None for any other."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mpcheck.env.answers import Answer, Failure

MIB = 1 << 20


def limit_text(name: str, limit: Any) -> str:
    """A limit for people: sizes in MiB, None as what it may be."""
    if limit is None:
        return "none or unknown"
    is_size = name in ("address_space", "file_size", "memory_max") and isinstance(limit, int)
    return f"{limit / MIB:g} MiB" if is_size else str(limit)


class Diagnosis(NamedTuple):
    """Why something is as it is, and what can be done about it; a sentence or two each."""

    cause: str
    cure: str


@dataclass(frozen=True)
class Machine:
    """What the fact probes said of one interpreter's surroundings: the answers by the probe's id."""

    answers: Mapping[str, Answer]

    def facts(self, probe: str) -> Mapping[str, Any]:
        """The facts of one probe; empty where it gave none."""
        answer = self.answers.get(probe)
        return answer.facts or {} if answer else {}

    def platform(self) -> str | None:
        """Its `sys.platform`."""
        return self.facts("interpreter").get("platform")


def failures(answer: Answer) -> Iterator[Failure]:
    """The exceptions of an answer: the probe's own one, then those that its descendants printed, the last one first.

    Where the probe saw only that a descendant was gone (EOFError), the true one is among those.
    """
    for failure in (answer.refused, answer.failure, *reversed(answer.inner)):
        if failure is not None:
            yield failure


def diagnose(answer: Answer, machine: Machine) -> Diagnosis | None:
    """The first diagnosis that fits one of the failures, None where none does."""
    for failure in [*failures(answer), Failure("")]:
        for one in DIAGNOSES:
            found = one(failure, answer, machine)
            if found:
                return found
    return None


def webassembly(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if machine.platform() not in ("emscripten", "wasi"):
        return None
    return Diagnosis(
        "WebAssembly has no processes and this build no threads: os.fork, the start methods and `import multiprocessing` "
        "are there, and fail when used.",
        "Do the work in this one process, in slices under asyncio, or send it to a server; keep multiprocessing out of "
        'the path that runs where sys.platform is "emscripten".',
    )


def incomplete_build(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if failure.type not in ("ModuleNotFoundError", "ImportError", "NotImplementedError"):
        return None
    lacking = re.search(r"No module named '(_\w+)'|(sem_open|multiprocessing\.synchronize|SemLock)", failure.text)
    if lacking is None:
        return None
    needs = {"_ctypes": "with libffi"}.get(lacking[1], "where /dev/shm is mounted")
    return Diagnosis(
        f"This Python was built without {lacking[1] or lacking[2]}.",
        f"Use a complete build (python.org, your distribution, conda), or build Python again {needs}.",
    )


def no_temporary_folder(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if "No usable temporary directory" not in failure.text:
        return None
    if isinstance(machine.facts("limits").get("file_size"), int):  # why none can be written
        return file_size_limit(Failure("OSError", errno_name="EFBIG"), answer, machine)
    return Diagnosis(
        "No temporary folder can be written, and managers and the fork server put their sockets there.",
        "Set TMPDIR to a folder that can be written (docker run --tmpfs /tmp).",
    )


def long_socket_path(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if "AF_UNIX path too long" not in failure.text:
        return None
    facts = machine.facts("af-unix")
    length, longest = facts.get("path_length"), facts.get("longest_path")
    numbers = f": {length} bytes where the system takes {longest}" if length and longest else ""
    return Diagnosis(
        f"The temporary folder's path is too long for the sockets of managers and the fork server{numbers}.",
        "Set TMPDIR to a shorter path such as /tmp before Python starts (Python 3.14 does so by itself).",
    )


def shared_memory_folder(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    """On Linux semaphores and segments are files in /dev/shm: its own trouble is theirs."""
    facts, asked = machine.facts("dev-shm"), machine.answers.get("dev-shm")
    if not answer.question.probe.uses_shm or not facts.get("used_here") or asked is None:
        return None
    bad = ("ENOENT", "ENOSYS", "EROFS", "EACCES", "ENOSPC", "EPERM")
    if not facts["exists"]:
        return NO_SHM if failure.errno_name in bad or answer is asked else None
    if failure.errno_name not in bad:
        return None
    trouble = asked.failure.errno_name if asked.failure else None
    if trouble == "ENOSPC" or (trouble is None and failure.errno_name == "ENOSPC"):
        return full_shm(facts)
    if trouble == "EROFS":
        return Diagnosis(
            "/dev/shm is mounted read-only, and Linux keeps semaphores and shared memory there.",
            "Mount it writable: mount -o remount,rw /dev/shm; for a read-only container docker run --tmpfs /dev/shm.",
        )
    if trouble in ("EACCES", "EPERM"):
        user = machine.facts("limits").get("user")
        return Diagnosis(
            f"/dev/shm (mode {facts.get('mode')}) may not be written by this user ({user}).",
            "Give it the usual rights: chmod 1777 /dev/shm.",
        )
    return None


NO_SHM = Diagnosis(
    "/dev/shm does not exist, and Linux keeps semaphores and shared memory there.",
    "Mount one: mount -t tmpfs -o mode=1777 tmpfs /dev/shm (Kubernetes: an emptyDir with medium: Memory). Where you "
    "cannot (AWS Lambda), use Process with Pipe, threads, or subprocess.",
)


def full_shm(facts: Mapping[str, Any]) -> Diagnosis:
    """/dev/shm has no room, or not enough."""
    return Diagnosis(
        f"/dev/shm has little room ({room(facts)}): writing to shared memory that does not fit kills the process "
        "(SIGBUS).",
        "Make it larger (docker run --shm-size=1g; mount -o remount,size=1g /dev/shm) and remove what ended programs "
        "left there (ls -l /dev/shm).",
    )


def room(facts: Mapping[str, Any]) -> str:
    """The free space of /dev/shm and its size, in MiB."""
    return f"{facts.get('free', 0) / MIB:.1f} of {facts.get('size', 0) / MIB:.1f} MiB free"


def bus_error(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    number = getattr(signal, "SIGBUS", 7)
    died = answer.ending.exit_code if answer.ending else 0
    if -number not in (died, (answer.facts or {}).get("exit_code")):
        return None
    return full_shm(machine.facts("dev-shm"))


def file_size_limit(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if failure.errno_name != "EFBIG":
        return None
    limit = limit_text("file_size", machine.facts("limits").get("file_size"))
    return Diagnosis(
        f"The limit on the size of files ({limit}) forbids this; it holds for semaphores and shared memory as well.",
        "Raise it: ulimit -f unlimited, or LimitFSIZE= of the service.",
    )


def descriptor_limit(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    # The fork server gets the descriptors of a child by message, and the system drops those beyond the limit.
    dropped = failure.type in ("AssertionError", "RuntimeError") and (
        failure.text.startswith("Len is ") or "items of ancdata" in failure.text
    )
    if failure.errno_name not in ("EMFILE", "ENFILE") and not dropped:
        return None
    return Diagnosis(
        f"The limit on open files is reached (RLIMIT_NOFILE {machine.facts('limits').get('open_files', 'unknown')}); each "
        "process, pipe and queue takes some.",
        "Raise it: ulimit -n 4096, or LimitNOFILE= of the service.",
    )


def process_limit(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if failure.errno_name != "EAGAIN" and "can't start new thread" not in failure.text:
        return None
    limits = machine.facts("limits")
    memory = limits.get("address_space")
    if failure.errno_name != "EAGAIN" and isinstance(memory, int):
        return memory_limit(Failure("MemoryError"), answer, machine)
    numbers = ", ".join(
        f"{title} {limit_text(name, limits.get(name))}"
        for title, name in (("RLIMIT_NPROC", "processes"), ("pids.max", "pids_max"))
    )
    return Diagnosis(
        f"The limit on processes and threads is reached ({numbers}).",
        "Raise it: ulimit -u, LimitNPROC= or TasksMax= of the service, docker run --pids-limit; or start fewer workers.",
    )


def memory_limit(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if failure.type != "MemoryError" and failure.errno_name != "ENOMEM":
        return None
    limits = machine.facts("limits")
    numbers = ", ".join(
        f"{title} {limit_text(name, limits.get(name))}"
        for title, name in (("RLIMIT_AS", "address_space"), ("control group", "memory_max"))
    )
    return Diagnosis(
        f"Memory runs out ({numbers}).",
        "Grant more memory: ulimit -v unlimited, docker run --memory; or start fewer workers.",
    )


def forbidden(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if failure.errno_name != "EPERM" or answer.question.probe.id in ("dev-shm", "af-unix"):
        return None
    return Diagnosis(
        "The system forbids new processes (EPERM): a sandbox or a seccomp profile.",
        "Run outside the sandbox, or with a profile that allows clone and fork; threads may still work.",
    )


def ignored_children(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    checks = (answer.facts or {}).get("checks", {})
    lost = failure.errno_name == "ECHILD" or checks.get("exit code is passed on") is False
    waits = failure.type == "TimeoutError" and answer.question.probe.id == "pool"
    return SIGCHLD_IGNORED if (lost or waits) and machine.facts("limits").get("sigchld_ignored") else None


SIGCHLD_IGNORED = Diagnosis(
    "SIGCHLD is ignored, as the program that started this one left it: exit codes are lost, exitcode stays None and "
    "is_alive() True after join(), and a Pool never replaces a worker that has ended.",
    "Call signal.signal(signal.SIGCHLD, signal.SIG_DFL) before the first process starts, or start from a program that "
    "does not ignore it.",
)


def no_loopback(failure: Failure, answer: Answer, machine: Machine) -> Diagnosis | None:
    if failure.errno_name not in ("EADDRNOTAVAIL", "ENETUNREACH", "ENETDOWN"):
        return None
    return Diagnosis(
        "The loopback interface 127.0.0.1 is not up.",
        "Bring it up: ip link set lo up; or use AF_UNIX addresses.",
    )


DIAGNOSES: tuple[Callable[[Failure, Answer, Machine], Diagnosis | None], ...] = (
    webassembly,
    incomplete_build,
    no_temporary_folder,
    long_socket_path,
    ignored_children,
    descriptor_limit,
    file_size_limit,
    bus_error,
    shared_memory_folder,
    process_limit,
    memory_limit,
    forbidden,
    no_loopback,
)
