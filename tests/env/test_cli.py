"""`mpcheck env` on the machine that runs the tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mpcheck.cli import env
from mpcheck.cli._parser import Parser
from mpcheck.env.catalogue import PROBES
from mpcheck.env.judge import Row
from mpcheck.env.survey import Interpreter
from mpcheck.errors import MpcheckError, UsageError

USUAL = sum(not probe.deep for probe in PROBES)


def parsed(*words: str) -> Namespace:
    parser = Parser(prog="mpcheck env")
    env.add_arguments(parser)
    return parser.parse(words)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report on this interpreter."""
    file = tmp_path_factory.mktemp("report") / "report.json"
    assert env.run(parsed("--output-format", "json", "--output-file", str(file))) == 0
    report: dict[str, Any] = json.loads(file.read_text())
    return report


def test_report_on_this_machine_is_as_the_schema_says(whole: dict[str, Any]) -> None:
    schema = json.loads(resources.files("mpcheck").joinpath("schemas/env-report.schema.json").read_text())
    jsonschema.validate(whole, schema)


def test_report_has_every_probe_in_order_under_every_start_method(whole: dict[str, Any]) -> None:
    rows = whole["interpreters"][0]["probes"]
    assert list(dict.fromkeys(row["id"] for row in rows)) == [probe.id for probe in PROBES if not probe.deep]
    methods = [row["start_method"] for row in rows if row["id"] == "process"]
    facts = next(row["facts"] for row in rows if row["id"] == "start-methods")
    assert sorted(methods) == sorted(facts["available"])
    assert all([row["start_method"] for row in rows if row["id"] == p.id] == methods for p in PROBES if p.by_method)


def test_report_names_this_interpreter(whole: dict[str, Any]) -> None:
    one = whole["interpreters"][0]
    assert one["executable"] == sys.executable
    assert (one["implementation"], one["platform"]) == (sys.implementation.name, sys.platform)


def test_everything_works_on_a_sound_machine(whole: dict[str, Any]) -> None:
    verdicts = {row["id"]: row["status"] for row in whole["interpreters"][0]["probes"]}
    assert set(verdicts.values()) <= {"ok", "slow", "missing"}
    assert verdicts["process"] != "missing"


def interpreter(*statuses: Any) -> Interpreter:
    return Interpreter("python", None, None, None, tuple(Row("lock", None, status) for status in statuses))


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        (["ok", "slow", "missing"], 0),
        (["ok", "broken"], 1),
        (["ok", "unknown"], 2),
        (["broken", "unknown"], 2),
        ([], 0),
    ],
)
def test_exit_code_tells_the_worst(statuses: list[str], code: int) -> None:
    assert env.exit_code([interpreter("ok"), interpreter(*statuses)]) == code


def test_program_that_is_no_python_leaves_every_row_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert env.run(parsed("--python", str(tmp_path / "python3"))) == 2
    text = capsys.readouterr().out
    assert "[1] unknown: all probes" in text
    assert "cannot be started" in text
    assert text.splitlines()[-1] == f"{USUAL} probes: {USUAL} unknown"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_program_that_answers_something_else_is_named_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "python3"
    script.write_text("#!/bin/sh\necho hello\n")
    script.chmod(0o755)
    assert env.run(parsed("--python", str(script))) == 2
    assert "does not answer as Python 3.8 or later does" in capsys.readouterr().out


def test_quick_look_saves_a_report_that_meets_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "report.json"
    assert env.run(parsed("--quick", "--save", str(saved))) == 0
    out = capsys.readouterr().out
    assert f"{sum(probe.quick for probe in PROBES)} probes: " in out
    content = json.loads(saved.read_text())
    assert {row["start_method"] for row in content["interpreters"][0]["probes"] if row["id"] == "queue"} == {
        next(row["facts"]["default"] for row in content["interpreters"][0]["probes"] if row["id"] == "start-methods")
    }
    assert env.run(parsed("--quick", "--expect", str(saved), "process=ok")) == 0
    assert capsys.readouterr().err == ""
    assert env.run(parsed("compare", str(saved), str(saved))) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


def test_gate_says_what_is_not_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--only", "interpreter", "--expect", "version=2.7", "implementation=cpython", "--expect", "platform=hal"]
    assert env.run(parsed(*words)) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split()[3] for line in lines] == ["version", "platform"]


def test_only_what_is_asked_for_is_in_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert env.run(parsed("--only", "cpu,limits", "--skip", "limits", "--output-format", "json")) == 0
    (one,) = json.loads(capsys.readouterr().out)["interpreters"]
    assert [row["id"] for row in one["probes"]] == ["cpu"]
    assert one["known_bugs"] == []


def test_list_names_every_probe_and_runs_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text('"""Is it there?"""\nID = "licence"\nopen("/no/such/file")')
    assert env.run(parsed("--list", "--probe-dir", str(tmp_path))) == 0
    words = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.strip()}
    assert {probe.id for probe in PROBES} | {"licence"} <= words.keys()
    assert "Is it there?" in words["licence"]


OWN = """
ID = "licence"
import json, sys
method = sys.argv[2] if len(sys.argv) > 1 else None
facts = {"checks": {"is valid": %s}}
print(json.dumps({"id": ID, "start_method": method, "facts": facts, "error": None, "seconds": 0.1}))
"""


@pytest.mark.parametrize(("valid", "code"), [(True, 0), (False, 1)])
def test_own_probe_is_judged_like_any(
    valid: bool, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.py").write_text(OWN % valid)
    words = ["--probe-dir", str(tmp_path), "--only", "licence", "--output-format", "json"]
    assert env.run(parsed(*words)) == code
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(
        report, json.loads(resources.files("mpcheck").joinpath("schemas/env-report.schema.json").read_text())
    )
    (row,) = report["interpreters"][0]["probes"]
    assert (row["id"], row["facts"]["checks"]) == ("licence", {"is valid": valid})


def test_home_folder_leaves_the_report_unless_it_may_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    words = ["--python", str(tmp_path / "python"), "--only", "cpu"]
    env.run(parsed(*words))
    assert str(tmp_path) not in capsys.readouterr().out
    env.run(parsed(*words, "--no-redact"))
    assert str(tmp_path) in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/shm is Linux's")
def test_cleaning_asks_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    left = Path(f"/dev/shm/psm_mpchecktest{os.getpid()}")
    left.write_text("x")
    os.utime(left, (1, 1))
    try:
        monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
        with pytest.raises(UsageError, match="no terminal"):
            env.run(parsed("--clean"))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr("builtins.input", lambda _: "n")
        assert env.run(parsed("--clean")) == 0
        out = capsys.readouterr().out
        assert left.name in out
        assert out.endswith("Nothing is removed.\n")
        assert left.exists()
    finally:
        left.unlink()


def test_one_report_is_not_compared(tmp_path: Path) -> None:
    saved = tmp_path / "report.json"
    env.run(parsed("--only", "cpu", "--save", str(saved), "--output-file", os.devnull))
    with pytest.raises(UsageError, match="one report alone"):
        env.run(parsed("compare", str(saved)))


@pytest.mark.parametrize(
    "words",
    [
        ["--only", "nothing"],
        ["--expect", "nothing=ok"],
        ["--timeout", "0"],
        ["--pyodide", "/no/such"],
        ["--save", "/no/such/x"],
        ["--jobs", "0"],
        ["--output-format", "tabel"],
        ["--output-file", "/no/such/folder/report"],
    ],
)
def test_wrong_calls_are_refused_before_anything_runs(words: list[str]) -> None:
    with pytest.raises(UsageError):
        env.run(parsed(*words))


def test_report_that_cannot_be_written_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(MpcheckError, match="cannot be written") as caught:
        env.run(parsed("--python", str(tmp_path / "python"), "--output-file", str(tmp_path)))
    assert caught.value.path == str(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT to one process")
def test_interruption_ends_at_once_and_leaves_nothing(command_line: list[str]) -> None:
    process = subprocess.Popen(command_line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text().split():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (128 + signal.SIGINT, b"mpcheck: interrupted\n")
    assert not [pid for pid in os.listdir("/proc") if pid.isdigit() and _parent(pid) == process.pid]


def _parent(pid: str) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return None


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_progress_shows_on_a_terminal_and_only_there(command_line: list[str], tmp_path: Path) -> None:
    script = tmp_path / "python3"
    script.write_text("#!/bin/sh\nsleep 0.1\n")
    script.chmod(0o755)
    words = [*command_line, "--python", str(script)]
    quiet = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert quiet.stderr == b""
    ours, theirs = os.openpty()
    shown = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=theirs, check=False, timeout=60)
    os.close(theirs)
    text = os.read(ours, 1 << 16)
    os.close(ours)
    assert (quiet.returncode, shown.returncode) == (2, 2)
    assert b"Probing" in text
