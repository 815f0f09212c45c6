"""`mpcheck env --python` on the interpreters of this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mpcheck.env.catalogue import PROBES

pytestmark = pytest.mark.platforms
SCHEMA = json.loads(resources.files("mpcheck").joinpath("schemas/env-report.schema.json").read_text())
COMPLETE = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "3.13t", "pypy3", "3.14-i386", "3.14-dbg"]
WINDOWS = ["win-3.8", "win-3.12", "win-3.13"]
BY_METHOD = {"process", "queue", "lock", "manager", "pool", "process-pool-executor", "shared-memory", "pickling"}


@pytest.fixture
def interpreter(request: pytest.FixtureRequest, platform_tools: Path, command_line: list[str]) -> dict[str, Any]:
    """The report on the interpreter that the test names."""
    path = _find(request.param, platform_tools)
    if path is None:
        pytest.skip(f"no {request.param} on this machine")
    words = [*command_line, "--python", path, "--output-format", "json"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=900)
    whole = json.loads(done.stdout)
    jsonschema.validate(whole, SCHEMA)
    report: dict[str, Any] = whole["interpreters"][0]
    return report


def _find(name: str, tools: Path) -> str | None:
    """Where the platforms' tool has put it, else in pyenv, else on PATH."""
    words = [sys.executable, str(tools / "get-pythons"), "--paths", "--only", name]
    for line in subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines():
        if line.split("\t")[0] == name:
            return line.split("\t")[1]
    in_pyenv = sorted((Path.home() / ".pyenv" / "versions").glob(f"{name}.*/bin/python"))
    return str(in_pyenv[-1]) if in_pyenv else shutil.which(f"python{name}")


def verdicts(interpreter: dict[str, Any]) -> dict[tuple[str, str | None], str]:
    return {(row["id"], row["start_method"]): row["status"] for row in interpreter["probes"]}


def default(interpreter: dict[str, Any]) -> object:
    return next(row["facts"]["default"] for row in interpreter["probes"] if row["id"] == "start-methods")


@pytest.mark.parametrize("interpreter", COMPLETE, indirect=True)
def test_complete_interpreter_can_do_everything(interpreter: dict[str, Any]) -> None:
    found = verdicts(interpreter)
    bad = {key for key, status in found.items() if status not in ("ok", "slow")}
    version = tuple(int(part) for part in interpreter["version"].split(".")[:2])
    assert bad == (set() if version >= (3, 14) else {("interpreter-pool-executor", None)})
    assert len(found) == sum(3 if probe.by_method else 1 for probe in PROBES if not probe.deep)
    assert default(interpreter) == ("forkserver" if version >= (3, 14) else "fork")


@pytest.mark.parametrize("interpreter", WINDOWS, indirect=True)
def test_windows_has_spawn_alone_and_no_fork(interpreter: dict[str, Any]) -> None:
    found = verdicts(interpreter)
    assert interpreter["platform"] == "win32"
    assert {method for _, method in found} == {"spawn", None}
    none_here = ("os-fork", "fork-with-threads", "dev-shm", "orphans", "af-unix")
    assert {found[name, None] for name in none_here} == {"missing"}
    assert "broken" not in found.values()


@pytest.mark.parametrize("interpreter", ["pyodide"], indirect=True)
def test_pyodide_lists_start_methods_and_can_do_nothing(interpreter: dict[str, Any]) -> None:
    found = verdicts(interpreter)
    assert interpreter["platform"] == "emscripten"
    assert {found[name, method] for name in BY_METHOD for method in ("fork", "spawn", "forkserver")} == {"broken"}
    assert found["os-fork", None] == found["subprocess", None] == found["start-methods", None] == "broken"
    assert found["sem-open", None] == found["fork-with-threads", None] == found["inheritance", None] == "broken"
    assert found["interpreter", None] == found["environment", None] == "ok"


@pytest.mark.parametrize("interpreter", ["3.13-musl"], indirect=True)
def test_python_without_ctypes_lacks_shared_values_alone(interpreter: dict[str, Any]) -> None:
    broken = {row["id"] for row in interpreter["probes"] if row["status"] == "broken"}
    assert broken == {"value", "array", "raw-value"}
    assert all("_ctypes" in row["cause"] for row in interpreter["probes"] if row["status"] == "broken")
    assert next(row["facts"]["c_library"] for row in interpreter["probes"] if row["id"] == "environment") == "musl"


DEEP = ["3.8", "3.11", "3.14", "3.13t", "pypy3", "win-3.13"]


@pytest.fixture
def deep(request: pytest.FixtureRequest, platform_tools: Path, command_line: list[str]) -> dict[str, dict[str, Any]]:
    """The facts of the deep probes under the interpreter that the test names."""
    path = _find(request.param, platform_tools)
    if path is None:
        pytest.skip(f"no {request.param} on this machine")
    ids = ",".join(probe.id for probe in PROBES if probe.deep)
    words = [*command_line, "--python", path, "--only", ids, "--timeout", "60", "--output-format", "json"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=900)
    rows = json.loads(done.stdout)["interpreters"][0]["probes"]
    assert {row["id"]: row["status"] for row in rows} == {probe.id: "ok" for probe in PROBES if probe.deep}
    return {row["id"]: row["facts"] for row in rows}


@pytest.mark.parametrize("deep", DEEP, indirect=True)
def test_programs_without_a_file_start_processes_by_fork_alone(deep: dict[str, dict[str, Any]]) -> None:
    for way, reached in deep["program-origin"]["reached"].items():
        has_a_file = way in ("script", "-m")
        assert all(here == (has_a_file or method == "fork") for method, here in reached.items()), way
    assert all(all(reached.values()) for reached in deep["python-options"]["reached"].values())
    assert {"-I", "-S", "-O"} <= deep["python-options"]["reached"].keys()
    assert all(cost["us"] > 0 for cost in deep["task-latency"]["tasks"].values())
    assert deep["throughput"]["rates"].keys() == {"pipe", "queue", "manager", "shared_memory"}
