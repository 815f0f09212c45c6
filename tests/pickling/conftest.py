"""What the tests of `mpcheck pickle` share: a program to ask about, the command line, and the schema."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

import mpcheck

SCHEMA = json.loads((Path(mpcheck.__file__).parent / "schemas" / "pickle-report.schema.json").read_text())


class Outcome(NamedTuple):
    """What one run of the command gave: its exit code, and the objects of its report, which fits the schema."""

    exit_code: int
    objects: list[dict[str, Any]]

    @property
    def object(self) -> dict[str, Any]:
        (one,) = self.objects
        return one

    @property
    def paths(self) -> list[str]:
        return [culprit["path"] for culprit in self.object["culprits"]]


Asking = Callable[..., Outcome]


@pytest.fixture
def ask(tmp_path: Path) -> Asking:
    """Run `mpcheck pickle` on names of a program `job.py`, or on other targets, and read its JSON report."""

    def run(program: str, *words: str, **environment: str) -> Outcome:
        (tmp_path / "job.py").write_text(program, encoding="utf-8")
        command = [sys.executable, "-m", "mpcheck", "pickle", *words, "--output-format", "json"]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, check=False, timeout=300, env={**os.environ, **environment}
        )
        assert done.stdout, done.stderr.decode()
        report = json.loads(done.stdout)
        jsonschema.validate(report, SCHEMA)
        return Outcome(done.returncode, report["objects"])

    return run


@pytest.fixture(autouse=True)
def no_marked_shared_memory_is_left() -> Iterator[None]:
    """No semaphore or segment that a try has made outlives a test."""
    yield
    marks = (re.search(r"mpc-([0-9a-f]+)-[0-9a-f]{6}", path.name) for path in Path("/dev/shm").iterdir())
    pids = [int(mark[1], 16) for mark in marks if mark]
    assert not [pid for pid in pids if pid == os.getpid() or not Path(f"/proc/{pid}").exists()]
