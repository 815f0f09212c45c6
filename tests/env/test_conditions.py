"""`mpcheck env` under constrained conditions, made by the kernel: it ends, and names the true cause."""

from __future__ import annotations

import json
import os
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
    ("no-tmp", "No temporary folder can be written", {"manager", "af-unix"}),
    ("pids-limit", "The limit on processes and threads is reached", {"pool", "process-pool-executor"}),
    ("mem-limit", "Memory runs out (RLIMIT_AS 48 MiB", {"manager"}),
]
#: These break nothing.
HARMLESS = ["cpu-quota", "one-cpu", "other-user", "closed-stdin", "no-home"]
SOUND = {
    "no-shm": {"os-fork", "subprocess", "process", "pipe", "manager", "thread-pool-executor", "af-unix"},
    "full-shm": {"os-fork", "subprocess", "process", "pipe", "manager"},
    "tiny-shm": {"lock", "queue", "pool"},
    "no-fork": {"cpu", "dev-shm", "sem-open", "limits", "af-unix", "interpreter", "environment", "orphans"},
}


@pytest.fixture
def rows(
    request: pytest.FixtureRequest, platform_tools: Path, command_line: list[str], tmp_path: Path
) -> list[dict[str, Any]]:
    """The rows of the report under the condition that the test names."""
    report = tmp_path / "report.json"
    conditions = [sys.executable, str(platform_tools / "conditions"), *request.param.split("+")]
    words = [*conditions, "--", *command_line, "--output-format", "json"]
    if "closed-stdio" in request.param:
        words += ["--output-file", str(report)]
    # Nobody writes into /proc: temporary files find no way out there.
    done = subprocess.run(words, capture_output=True, check=False, timeout=300, cwd="/proc")
    if done.returncode == UNCONDITIONAL:
        pytest.skip(f"{request.param}: {done.stderr.decode(errors='replace').strip()}")
    assert done.returncode in (0, 1, 2), done.stderr.decode(errors="replace")
    text = report.read_bytes() if report.exists() else done.stdout
    found: list[dict[str, Any]] = json.loads(text)["interpreters"][0]["probes"]
    assert (done.returncode == 0) == ({row["status"] for row in found} <= {"ok", "slow", "missing"})
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


@pytest.mark.parametrize("rows", HARMLESS, indirect=True)
def test_what_breaks_nothing_is_blamed_for_nothing(rows: list[dict[str, Any]]) -> None:
    assert {row["status"] for row in rows} <= {"ok", "slow", "missing"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("cpu-quota", "The control group (container) grants 0.5 CPUs"),
        ("one-cpu", "This process may use 1 of "),
    ],
    indirect=["rows"],
)
def test_fewer_cpus_than_the_machine_has_are_told(rows: list[dict[str, Any]], words: str) -> None:
    if words.endswith("of ") and os.cpu_count() == 1:
        pytest.skip("this machine has no more than one CPU")
    assert next(row["cause"] for row in rows if row["id"] == "cpu").startswith(words)


@pytest.mark.parametrize("rows", ["closed-stdio"], indirect=True)
def test_closed_streams_leave_the_report_in_its_file(rows: list[dict[str, Any]]) -> None:
    verdicts = {row["id"]: row["status"] for row in rows}
    assert verdicts["process"] == verdicts["pool"] == verdicts["subprocess"] == "ok"


@pytest.mark.parametrize("rows", ["noperm-shm+non-root"], indirect=True)
def test_folder_that_the_user_may_not_use_is_named(rows: list[dict[str, Any]]) -> None:
    causes = {row["id"]: row["cause"] for row in rows if row["status"] == "broken"}
    blamed = {name for name, cause in causes.items() if cause.startswith("/dev/shm (mode 0o700) may not be written")}
    assert blamed >= {"sem-open", "dev-shm", "orphans"}
    if any(row["cause"] == "This interpreter cannot be started." for row in rows):
        pytest.skip("the unknown user may not read this interpreter")
    assert blamed >= {"lock", "queue", "pool", "shared-memory"}
