"""What is to be said of a row that is ok, and in which few words its facts are told."""

from __future__ import annotations

from typing import Any

import pytest

from mpcheck.env.answers import Answer, Question
from mpcheck.env.catalogue import PROBES
from mpcheck.env.cautions import caution
from mpcheck.env.details import detail
from mpcheck.env.diagnoses import Machine
from mpcheck.env.judge import judge_all

MIB = 1 << 20
CATALOGUE = {probe.id: probe for probe in PROBES}
SYSTEM: dict[str, Any] = {
    "c_library": "glibc 2.36", "wsl": None, "gvisor": False, "android": False, "lambda": False, "seccomp": 0,
    "variables": {},
}  # fmt: skip
MODULES: dict[str, Any] = {
    "threads": 1, "loaded": {}, "installed": {"torch": "CUDA"}, "fork_exists": True, "new_interpreter": True,
}  # fmt: skip
OBJC = {"OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES"}
COSTS = {"ProcessPoolExecutor.submit": {"us": 400.0}, "Pool.map": {"us": 4.0}}


def answer(name: str, facts: dict[str, Any], seconds: float = 0.1) -> Answer:
    return Answer(Question("python", CATALOGUE[name], None), {"checks": {}, **facts}, seconds=seconds)


def machine(platform: str) -> Machine:
    return Machine({"interpreter": answer("interpreter", {"platform": platform})})


@pytest.mark.parametrize(
    ("name", "facts", "platform", "cause"),
    [
        ("sem-open", {"can_be_read": False}, "darwin", "qsize() raises NotImplementedError"),
        ("environment", {**SYSTEM, "wsl": 1}, "linux", "subsystem for Linux 1"),
        ("environment", {**SYSTEM, "variables": OBJC}, "darwin", "hides crashes"),
        ("fork-unsafe-modules", {**MODULES, "threads": 3}, "linux", "A new interpreter has 3 threads."),
        ("fork-unsafe-modules", {**MODULES, "threads": 3, "new_interpreter": False}, "linux", "This process has 3"),
        ("fork-unsafe-modules", {**MODULES, "loaded": {"torch": "CUDA"}}, "linux", "has torch (CUDA)."),
        ("orphans", {"orphans": [{"name": "psm_1", "bytes": 3 * MIB}]}, "linux", "a semaphore or segment (3.0 MiB) in"),
        ("orphans", {"orphans": [{"name": "psm_1", "bytes": 0}] * 5}, "linux", "5 semaphores and segments (0.0 MiB)"),
        ("task-latency", {"tasks": COSTS}, "linux", "costs 0.4 ms here, 0.004 ms in the chunks"),
    ],
)
def test_works_but(name: str, facts: dict[str, Any], platform: str, cause: str) -> None:
    found = caution(name, None, facts, machine(platform))
    assert found
    assert cause in found.cause
    assert found.cure


@pytest.mark.parametrize(
    ("name", "facts", "platform"),
    [
        ("sem-open", {"can_be_read": True}, "linux"),
        ("environment", {**SYSTEM, "wsl": 2, "gvisor": True, "variables": OBJC}, "linux"),
        ("fork-unsafe-modules", MODULES, "linux"),
        ("fork-unsafe-modules", {**MODULES, "threads": 3, "fork_exists": False}, "win32"),
        ("fork-unsafe-modules", {**MODULES, "threads": 3}, "emscripten"),
        ("orphans", {"orphans": []}, "linux"),
    ],
)
def test_nothing_to_beware_of(name: str, facts: dict[str, Any], platform: str) -> None:
    assert caution(name, None, facts, machine(platform)) is None


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [
        (
            "environment",
            {**SYSTEM, "wsl": 2, "gvisor": True, "variables": {"TMPDIR": "/x"}},
            "2.36, WSL 2, gVisor, TMPDIR=/x",
        ),
        ("environment", {**SYSTEM, "c_library": None}, "nothing unusual"),
        ("sem-open", {"largest_value": 32767, "can_be_read": False}, "values up to 32767, which cannot be read"),
        ("fork-unsafe-modules", MODULES, "installed: torch"),
        ("fork-unsafe-modules", {**MODULES, "installed": {}}, "none of those known is installed"),
        ("inheritance", {"inherited": {"fork": {"a": True}, "spawn": {"a": False}}}, "fork: all; spawn: all but a"),
        ("inheritance", {"inherited": {"fork": None}}, "fork: no answer"),
        ("fork-with-threads", {"lock_stays_held": True, "warns": True}, "stays locked in the child; Python warns"),
        ("orphans", {"orphans": [{}, {}]}, "2 left behind"),
        ("program-origin", {"reached": {"script": {"fork": True}, "-c": {"fork": False}}}, "fork: not from -c"),
        ("program-origin", {"reached": {"script": {"fork": True}, "-c": None}}, "from everywhere"),
        ("python-options", {"reached": {"-I": {"fork": True}, "-S": None}}, "with -I"),
        ("throughput", {"rates": {"shared_memory": {"MB_per_s": 512.3}}}, "shared memory 512 MB/s"),
        ("task-latency", {"tasks": COSTS}, "ProcessPoolExecutor.submit 400 µs, Pool.map 4 µs"),
        ("start-latency", {"starts": {"fork": {"process": {"ms": 2.5}}, "spawn": {}}}, "fork: process 2.5 ms"),
    ],
)
def test_detail(name: str, facts: dict[str, Any], words: str) -> None:
    assert words in detail(name, facts)


def test_deep_probes_are_never_slow() -> None:
    (row,) = judge_all([answer("throughput", {"rates": {}}, seconds=50.0)])
    assert row.status == "ok"
