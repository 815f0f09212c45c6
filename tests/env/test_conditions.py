"""`mpcheck env` under constrained conditions, made by the kernel: it ends, and names the true cause."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.platforms,
    pytest.mark.skipif(sys.platform != "linux", reason="the conditions are made with Linux's means"),
]
UNCONDITIONAL = 125  # the exit status of `conditions` where a condition cannot be made

NAMED = [
    (
        "no-shm",
        "/dev/shm does not exist",
        {"lock", "sem-open", "queue", "pool", "thread-pool", "shared-memory", "dev-shm"},
    ),
    ("ro-shm", "/dev/shm is mounted read-only", {"lock", "sem-open", "pool", "value", "shared-memory", "dev-shm"}),
    ("full-shm", "/dev/shm has little room", {"lock", "sem-open", "queue", "shared-memory", "dev-shm"}),
    ("tiny-shm", "/dev/shm has little room (1.0 of 1.0 MiB free)", {"shared-memory"}),
    ("nproc-limit", "The limit on processes and threads is reached (RLIMIT_NPROC 4", {"pool", "process-pool-executor"}),
    ("nofile-limit", "The limit on open files is reached (RLIMIT_NOFILE 16)", {"pool"}),
    ("no-fork", "The system forbids new processes", {"os-fork", "fork-with-threads", "process", "lock", "pool"}),
    ("fsize-limit=0", "The limit on the size of files (0 MiB)", {"lock", "shared-memory", "manager", "af-unix"}),
    ("ro-root", "No temporary folder can be written", {"manager", "af-unix"}),
]
SOUND = {
    "no-shm": {"os-fork", "subprocess", "process", "pipe", "manager", "thread-pool-executor", "af-unix"},
    "full-shm": {"os-fork", "subprocess", "process", "pipe", "manager"},
    "tiny-shm": {"lock", "queue", "pool"},
    "no-fork": {"cpu", "dev-shm", "sem-open", "limits", "af-unix", "interpreter", "environment", "orphans"},
}


@pytest.fixture
def rows(request: pytest.FixtureRequest, platform_tools: Path, command_line: list[str]) -> list[dict[str, Any]]:
    """The rows of the report under the condition that the test names."""
    words = [sys.executable, str(platform_tools / "conditions"), request.param, "--", *command_line]
    done = subprocess.run([*words, "--output-format", "json"], capture_output=True, check=False, timeout=300)
    if done.returncode == UNCONDITIONAL:
        pytest.skip(f"{request.param}: {done.stderr.decode(errors='replace').strip()}")
    assert done.returncode in (1, 2), done.stderr.decode(errors="replace")
    found: list[dict[str, Any]] = json.loads(done.stdout)["interpreters"][0]["probes"]
    return found


@pytest.mark.parametrize(("rows", "cause", "broken"), NAMED, indirect=["rows"], ids=[case[0] for case in NAMED])
def test_the_condition_is_named_as_the_cause(
    rows: list[dict[str, Any]], cause: str, broken: set[str], request: pytest.FixtureRequest
) -> None:
    named = {row["id"] for row in rows if row["status"] == "broken" and row["cause"].startswith(cause)}
    assert named >= broken
    ok = {row["id"] for row in rows} - {row["id"] for row in rows if row["status"] not in ("ok", "slow")}
    assert ok >= SOUND.get(request.node.callspec.id, set())


@pytest.mark.parametrize("rows", ["sigchld-ignored"], indirect=True)
def test_ignored_signal_is_named_where_exit_codes_are_lost(rows: list[dict[str, Any]]) -> None:
    named = {(row["id"], row["start_method"]) for row in rows if "SIGCHLD is ignored" in row["cause"]}
    assert {("os-fork", None), ("subprocess", None), ("process", "fork"), ("process", "spawn")} <= named
    assert ("process", "forkserver") not in named  # the server looks after its children by itself


@pytest.mark.parametrize("rows", ["long-tmpdir"], indirect=True)
def test_long_temporary_folder_is_named(rows: list[dict[str, Any]]) -> None:
    broken = {(row["id"], row["start_method"]) for row in rows if row["status"] == "broken"}
    if not broken:
        pytest.skip("this Python replaces a temporary folder that is too long")
    assert {("manager", "fork"), ("manager", "spawn"), ("process", "forkserver"), ("af-unix", None)} <= broken
    assert all("path is too long" in row["cause"] for row in rows if row["status"] == "broken")


@pytest.mark.parametrize("rows", ["nproc-limit=1"], indirect=True)
def test_report_comes_out_where_not_one_process_can_be_made(rows: list[dict[str, Any]]) -> None:
    verdicts = {row["id"]: row["status"] for row in rows}
    assert verdicts["process"] == verdicts["os-fork"] == "broken"
    assert verdicts["thread-pool-executor"] == "unknown"
    assert verdicts["limits"] == "ok"
