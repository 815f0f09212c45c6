"""Each probe, run by itself: one JSON object, the right shape, and true on the machine that runs the tests."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mpcheck.env.catalogue import PROBES, Probe, probes_folder

ANSWER = {
    "type": "object",
    "required": ["id", "start_method", "facts", "error", "seconds"],
    "additionalProperties": False,
    "properties": {
        "id": {"enum": [probe.id for probe in PROBES]},
        "start_method": {"enum": [*multiprocessing.get_all_start_methods(), None]},
        "facts": {
            "type": "object",
            "required": ["checks"],
            "properties": {"checks": {"additionalProperties": {"type": ["boolean", "null"]}}},
        },
        "error": {
            "type": ["object", "null"],
            "required": ["type", "errno", "errno_name", "text", "where"],
            "additionalProperties": False,
            "properties": {
                "type": {"type": "string"},
                "errno": {"type": ["integer", "null"]},
                "errno_name": {"type": ["string", "null"]},
                "text": {"type": "string"},
                "where": {"type": "string"},
            },
        },
        "seconds": {"type": "number", "minimum": 0},
    },
}
CASES = [
    pytest.param(probe, method, id=f"{probe.id}-{method or 'any'}")
    for probe in PROBES
    for method in (multiprocessing.get_all_start_methods() if probe.by_method else [None])
]
MISSING_SOMEWHERE = {"os-fork", "fork-with-threads", "interpreter-pool-executor", "af-unix", "limits", "dev-shm"}
UNCHECKED = {  # they describe or measure; there is nothing that could be wrong
    "cpu", "interpreter", "environment", "fork-unsafe-modules", "orphans", "start-latency", "task-latency", "throughput",
}  # fmt: skip


def answer_of(script: Path, *words: str, **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(script), *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=script.parent,
        env={**os.environ, "MPCHECK_TIME_LIMIT": "40", **environment},
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize(("probe", "method"), CASES)
def test_probe_answers_in_the_agreed_shape_and_finds_a_sound_machine(probe: Probe, method: str | None) -> None:
    answer = answer_of(probes_folder() / probe.script, *(["--start-method", method] if method else []))
    jsonschema.validate(answer, ANSWER)
    assert answer["error"] is None
    assert False not in answer["facts"]["checks"].values()
    assert probe.id in MISSING_SOMEWHERE | UNCHECKED or answer["facts"]["checks"]


@pytest.mark.parametrize("name", ["queue", "pool", "pickling", "remote-manager"])
def test_probe_runs_copied_alone_and_under_the_default_start_method(name: str, tmp_path: Path) -> None:
    script = next(probe.script for probe in PROBES if probe.id == name)
    shutil.copy(probes_folder() / script, tmp_path)
    answer = answer_of(tmp_path / script)
    assert (answer["start_method"], answer["error"]) == (None, None)


def test_unknown_start_method_is_an_answer() -> None:
    error = answer_of(probes_folder() / "probe_lock.py", "--start-method", "teleport")["error"]
    assert (error["type"], error["where"]) == ("ValueError", "begin")


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="semaphores can be listed on Linux only")
def test_semaphores_bear_the_mark(tmp_path: Path) -> None:
    """Else those of a probe that is killed could not be told from anybody's."""
    script = tmp_path / "probe_lock.py"
    text = (probes_folder() / script.name).read_text()
    script.write_text(text.replace('yield "start"', 'facts["made"] = os.listdir("/dev/shm")\n    yield "start"'))
    facts = answer_of(script, "--start-method", "spawn", MPCHECK_PROBE="1-mine")["facts"]
    assert [name for name in facts["made"] if name.startswith("sem.mpc-1-mine-")]
