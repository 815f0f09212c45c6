"""Verdict, cause and cure: facts as real machines gave them, and what is to be said about them."""

from __future__ import annotations

import errno
import signal
from typing import Any, Literal

import pytest

from mpcheck.containment.child import Ending
from mpcheck.env.answers import Answer, Failure, Question, printed_failures
from mpcheck.env.catalogue import PROBES
from mpcheck.env.judge import Row, judge_all

CATALOGUE = {probe.id: probe for probe in PROBES}
MIB = 1 << 20
LIMITS: dict[str, Any] = {
    "processes": 96365, "open_files": 20000, "address_space": "unlimited", "file_size": "unlimited", "pids_max": None,
    "memory_max": None, "user": 1000, "sigchld_ignored": False, "exists": True,
}  # fmt: skip
SHM: dict[str, Any] = {"used_here": True, "exists": True, "size": 1024 * MIB, "free": 1000 * MIB, "mode": "0o1777"}
ENDED = Ending("ended", 0, b"{}", b"", survivors=False)


def failure(kind: str, name: str | None = None, text: str = "", where: str = "create") -> Failure:
    number = getattr(errno, name) if name else None
    return Failure(kind, number, name, f"[Errno {number}] {text}" if name else text, where)


def answer(
    name: str,
    facts: dict[str, Any] | None = None,
    failure: Failure | None = None,
    method: str | None = None,
    *,
    checks: dict[str, bool] | None = None,
    **more: Any,
) -> Answer:
    question = Question("python", CATALOGUE[name], method)
    whole = {"checks": checks or {}, **(facts or {})}
    return Answer(question, whole, failure, **{"ending": ENDED, "seconds": 0.01, **more})


def interpreter(platform: str = "linux", version: str = "3.11.7", **facts: Any) -> Answer:
    known = {
        "platform": platform, "version": version, "implementation": "cpython", "machine": "x86_64", "bits": 64,
        "gil_enabled": True, "debug_build": False, "container": None, "executable": "/usr/bin/python",
    }  # fmt: skip
    return answer("interpreter", {**known, "frozen": False, "embedded": False, **facts})


def limits(**facts: Any) -> Answer:
    return answer("limits", {**LIMITS, **facts})


def dev_shm(failure: Failure | None = None, **facts: Any) -> Answer:
    return answer("dev-shm", {**SHM, **facts}, failure)


def verdict(asked: Answer, *surroundings: Answer) -> Row:
    """The row of the first answer; sound surroundings are added where a test gives none."""
    given = {one.question.probe.id for one in (asked, *surroundings)}
    sound = [one for one in (interpreter(), limits(), dev_shm()) if one.question.probe.id not in given]
    return judge_all([asked, *surroundings, *sound])[0]


NO_SHM = dev_shm(exists=False)
RO_SHM = dev_shm(failure("OSError", "EROFS", "Read-only file system"))
CLOSED_SHM = dev_shm(failure("PermissionError", "EACCES", "Permission denied"), mode="0o755")
FULL_SHM = dev_shm(failure("OSError", "ENOSPC", "No space left on device"), free=0, size=MIB)
TOO_LONG = failure("OSError", text="AF_UNIX path too long")
NO_TEMPORARY = failure("FileNotFoundError", "ENOENT", "No usable temporary directory found in ['/tmp']")
THREAD = failure("RuntimeError", text="can't start new thread")

CASES = [
    ("lock", failure("FileNotFoundError", "ENOENT", "No such file or directory"), [NO_SHM], "/dev/shm does not exist"),
    ("lock", failure("OSError", "ENOSYS", "Function not implemented"), [NO_SHM], "/dev/shm does not exist"),
    ("thread-pool", failure("FileNotFoundError", "ENOENT", "No such file"), [NO_SHM], "/dev/shm does not exist"),
    ("queue", failure("OSError", "EROFS", "Read-only file system"), [RO_SHM], "read-only"),
    ("lock", failure("FileNotFoundError", "ENOENT", "No such file"), [CLOSED_SHM], "may not be written by this user"),
    ("shared-memory", failure("PermissionError", "EACCES", "Permission denied"), [CLOSED_SHM], "mode 0o755"),
    ("lock", failure("OSError", "ENOSPC", "No space left on device"), [FULL_SHM], "0.0 of 1.0 MiB free"),
    ("array", failure("OSError", "ENOSPC", "No space left"), [dev_shm(free=MIB)], "little room"),
    ("lock", failure("OSError", "EFBIG", "File too large"), [limits(file_size=0)], "size of files (0 MiB)"),
    ("pool", failure("OSError", "EMFILE", "Too many open files"), [limits(open_files=16)], "RLIMIT_NOFILE 16"),
    ("queue", failure("AssertionError", text="Len is 6 but msg[0] is 8"), [limits(open_files=16)], "open files"),
    ("process", failure("BlockingIOError", "EAGAIN", "unavailable"), [limits(processes=4)], "RLIMIT_NPROC 4"),
    ("process", failure("BlockingIOError", "EAGAIN", "unavailable"), [limits(pids_max=6)], "pids.max 6"),
    ("pool", THREAD, [limits(processes=4)], "processes and threads"),
    ("pool", THREAD, [limits(address_space=48 * MIB)], "RLIMIT_AS 48 MiB"),
    ("pool", failure("MemoryError"), [limits(address_space=32 * MIB)], "Memory runs out"),
    ("process", failure("PermissionError", "EPERM", "Operation not permitted"), [], "seccomp"),
    ("shared-memory", failure("PermissionError", "EPERM", "Operation not permitted"), [], "forbids new processes"),
    ("process", TOO_LONG, [answer("af-unix", {"path_length": 152, "longest_path": 107})], "152 bytes"),
    ("manager", NO_TEMPORARY, [], "No temporary folder"),
    ("manager", NO_TEMPORARY, [limits(file_size=0)], "size of files"),
    ("lock", failure("ModuleNotFoundError", text="No module named '_multiprocessing'"), [], "without _multiprocessing"),
    ("value", failure("ModuleNotFoundError", text="No module named '_ctypes'"), [], "without _ctypes"),
    ("process-pool-executor", failure("NotImplementedError", text="lacks multiprocessing.synchronize"), [], "without"),
    ("lock", failure("ImportError", text="lacks a functioning sem_open"), [], "without sem_open"),
    ("os-fork", failure("OSError", "ENOSYS", "Function not implemented"), [interpreter("emscripten")], "WebAssembly"),
    ("thread-pool-executor", THREAD, [interpreter("emscripten")], "WebAssembly"),
    ("os-fork", failure("ChildProcessError", "ECHILD"), [limits(sigchld_ignored=True)], "SIGCHLD is ignored"),
    ("pool", failure("TimeoutError", text="no answer"), [limits(sigchld_ignored=True)], "never replaces a worker"),
    ("remote-manager", failure("OSError", "EADDRNOTAVAIL"), [], "loopback"),
]


@pytest.mark.parametrize(("name", "met", "surroundings", "cause"), CASES)
def test_failure_has_its_true_cause_and_a_cure(name: str, met: Failure, surroundings: list[Answer], cause: str) -> None:
    row = verdict(answer(name, None, met), *surroundings)
    assert row.status == "broken"
    assert cause in row.cause
    assert row.cure
    assert met.type in row.detail


@pytest.mark.parametrize("surroundings", [[], [limits(processes=4)], [NO_SHM], [RO_SHM]])
def test_unknown_failure_is_its_own_cause_and_no_other(surroundings: list[Answer]) -> None:
    row = verdict(answer("remote-manager", None, failure("KeyError", text="'x'", where="read it")), *surroundings)
    assert row.status == "broken"
    assert row.cause.startswith("KeyError: 'x' (at: read it)")
    assert "probe_remote_manager.py" in row.cure


def test_tight_limits_are_a_hint_where_nothing_is_proven() -> None:
    row = verdict(answer("manager", None, failure("TimeoutError", text="no answer")), limits(open_files=10))
    assert "limits here are tight (open files 10)" in row.cause


def test_sound_shared_memory_is_not_blamed() -> None:
    row = verdict(answer("lock", None, failure("FileNotFoundError", "ENOENT", "No such file")))
    assert "/dev/shm" not in row.cause


def test_what_a_descendant_printed_explains_what_the_probe_saw() -> None:
    printed = printed_failures("Traceback:\nOSError: AF_UNIX path too long\nat create\nEOFError\n")
    row = verdict(answer("manager", None, failure("EOFError"), inner=printed))
    assert (row.detail, "too long" in row.cause) == ("EOFError (at: create)", True)


@pytest.mark.parametrize("name", ["os-fork", "subprocess", "process"])
def test_lost_exit_codes_are_blamed_on_the_ignored_signal(name: str) -> None:
    lost = answer(name, {"exit_code": None, "start_ms": 2.0}, checks={"exit code is passed on": False})
    assert "SIGCHLD is ignored" in verdict(lost, limits(sigchld_ignored=True)).cause
    assert "SIGCHLD" not in verdict(lost).cause


def test_failed_check_is_named() -> None:
    row = verdict(answer("lock", checks={"keeps the child out": False, "lets the child in": True}))
    assert (row.status, row.detail) == ("broken", "failed: keeps the child out")


def test_bus_error_of_a_child_is_blamed_on_the_room() -> None:
    died = answer("shared-memory", {"exit_code": -signal.SIGBUS}, checks={"what the child wrote is read here": False})
    assert "little room (1.0 of 1.0 MiB free)" in verdict(died, dev_shm(size=MIB, free=MIB)).cause


Reason = Literal["ended", "too long", "too much output", "interrupted"]


@pytest.mark.parametrize(
    ("reason", "exit_code", "stdout", "status", "detail"),
    [
        ("too long", -15, b"", "broken", "no answer in time (at: wait)"),
        ("too much output", -15, b"xxx", "unknown", "flooded its output (at: wait)"),
        ("ended", -signal.SIGABRT, b"", "broken", "killed by SIGABRT (at: wait)"),
        ("ended", -63, b"", "broken", "killed by signal 63 (at: wait)"),
        ("ended", 0, b"garbage", "unknown", "printed something else than an answer (at: wait)"),
        ("ended", 1, b"", "unknown", "ended with exit code 1 and no answer (at: wait)"),
        ("interrupted", -15, b"", "unknown", "interrupted"),
    ],
)
def test_probe_without_an_answer(reason: Reason, exit_code: int, stdout: bytes, status: str, detail: str) -> None:
    ending = Ending(reason, exit_code, stdout, b"", survivors=False)
    row = verdict(Answer(Question("python", CATALOGUE["event"], "fork"), ending=ending, step="wait"))
    assert (row.status, row.detail) == (status, detail)
    assert row.cause
    assert row.facts["exit_code"] == exit_code


def refused(name: str, met: Failure) -> Row:
    return verdict(Answer(Question("python", CATALOGUE[name], None), refused=met))


def test_refused_processes_break_what_needs_them_and_leave_the_rest_unknown() -> None:
    forbidden = failure("PermissionError", "EPERM", "Operation not permitted")
    assert [refused(name, forbidden).status for name in ("os-fork", "lock", "thread-pool")] == [
        "broken",
        "broken",
        "unknown",
    ]
    assert "seccomp" in refused("process", forbidden).cause


def test_program_that_cannot_be_started_is_unknown() -> None:
    row = refused("lock", failure("FileNotFoundError", "ENOENT", "No such file"))
    assert (row.status, row.cause) == ("unknown", "This interpreter cannot be started.")


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("os-fork", {"exists": False}),
        ("interpreter-pool-executor", {"exists": False}),
        ("af-unix", {"exists": False}),
        ("dev-shm", {"used_here": False, "exists": False}),
        ("limits", {"exists": False}),
    ],
)
def test_what_a_platform_has_not_is_missing(name: str, facts: dict[str, Any]) -> None:
    row = verdict(answer(name, facts), interpreter("win32"))
    assert (row.status, row.cure) == ("missing", "")
    assert row.cause


def process(method: str, **facts: Any) -> Answer:
    return answer("process", {"first_start_ms": 3.0, "start_ms": 2.0, **facts}, method=method)


def methods(*available: str, default: str) -> Answer:
    return answer("start-methods", {"available": list(available), "default": default})


def dead(method: str) -> Answer:
    return answer("process", None, failure("OSError", text="AF_UNIX path too long"), method)


def test_start_methods_that_are_listed_and_do_not_work_are_told() -> None:
    listed = methods("fork", "forkserver", default="fork")
    assert verdict(listed, process("fork"), process("forkserver")).cause == ""
    some = verdict(listed, process("fork"), dead("forkserver"))
    assert (some.status, "forkserver cannot start a process" in some.cause) == ("ok", True)
    assert verdict(methods("fork", "forkserver", default="forkserver"), process("fork"), dead("forkserver")).status == (
        "broken"
    )
    none = verdict(listed, dead("fork"), dead("forkserver"))
    assert (none.status, "none of them starts a process" in none.cause) == ("broken", True)


def test_lost_exit_codes_do_not_make_a_start_method_useless() -> None:
    lost = answer("process", {"first_start_ms": 3.0}, method="fork", checks={"exit code is passed on": False})
    assert verdict(methods("fork", default="fork"), lost).status == "ok"


def cpus(count: int = 8, affinity: int | None = 8, quota: float | None = None) -> Answer:
    return answer("cpu", {"cpu_count": count, "affinity": affinity, "process_cpu_count": None, "quota": quota})


CAUTIONS = [
    (cpus(quota=0.5), [], "grants 0.5 CPUs"),
    (cpus(affinity=1), [], "may use 1 of 8 CPUs"),
    (dev_shm(size=64 * MIB, free=64 * MIB), [], "64.0 of 64.0 MiB free"),
    (limits(processes=4, open_files=16), [], "processes 4, open files 16"),
    (limits(sigchld_ignored=True), [], "SIGCHLD is ignored"),
    (process("fork"), [interpreter("darwin")], "macOS"),
    (methods("spawn", default="spawn"), [interpreter(version="3.14.2")], "this version's own is forkserver."),
    (
        methods("spawn", default="spawn"),
        [interpreter(version="3.14.2"), answer("af-unix", None, NO_TEMPORARY)],
        "forkserver: Python falls back to it where no temporary folder",
    ),
    (interpreter(executable="/opt/app", embedded=True), [], "sys.executable is /opt/app"),
]


@pytest.mark.parametrize(("asked", "surroundings", "cause"), CAUTIONS)
def test_works_but(asked: Answer, surroundings: list[Answer], cause: str) -> None:
    row = verdict(asked, *surroundings)
    assert row.status == "ok"
    assert cause in row.cause
    assert row.cure


@pytest.mark.parametrize(
    ("asked", "surroundings"),
    [
        (cpus(), []),
        (cpus(affinity=None, quota=8.0), []),
        (dev_shm(), []),
        (limits(), []),
        (process("fork"), []),
        (process("spawn"), [interpreter("darwin")]),
        (methods("forkserver", default="forkserver"), [interpreter(version="3.14.2")]),
        (methods("fork", default="fork"), [interpreter(version="3.13.0")]),
        (interpreter(), []),
        (interpreter("emscripten", embedded=True), []),
    ],
)
def test_sound_rows_say_nothing(asked: Answer, surroundings: list[Answer]) -> None:
    row = verdict(asked, *surroundings)
    assert (row.status, row.cause, row.cure) == ("ok", "", "")


def test_slow_is_told_by_the_clock_of_the_probe() -> None:
    assert verdict(process("spawn", start_ms=900.0)).status == "slow"
    assert verdict(answer("lock", seconds=7.0)).status == "slow"
    assert verdict(answer("lock", seconds=2.0)).status == "ok"
