"""The command: what it prints, writes and returns."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import mpcheck
import verification
import verify
from mpcheck import rules
from mpcheck.rules.base import Example, Outcome, Rule
from verification import interpreters
from verification.interpreters import Interpreter

MakeRule = Callable[..., Rule]
GOOD = Example("print('ok')", methods=("spawn",), platforms=("linux", "macos", "windows"))
BAD = Example("raise SystemExit('no')", Outcome("raises", "no"), methods=("spawn",), platforms=GOOD.platforms)
FALSE_CLAIM = Example("print('ok')", Outcome("raises", "no"), methods=("spawn",), platforms=GOOD.platforms)
UNSEEN = Example("print('ok')", platform_only="https://docs.python.org/3/")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, own_python: Interpreter) -> Callable[..., int]:
    """Runs the command on the given rules with the tests' own Python, under spawn alone."""
    python = replace(own_python, methods=("spawn",))

    def run(loaded: Rule, *arguments: str) -> int:
        monkeypatch.setattr(rules, "load", lambda _codes: (loaded,))
        monkeypatch.setattr(interpreters, "find", lambda wanted: () if wanted else (python,))
        return verify.main(list(arguments))

    return run


def test_claims_that_were_seen(
    run: Callable[..., int], tiny_rule: MakeRule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny_rule(good=(GOOD,), bad=(BAD,))) == 0
    assert "2 of 2 runs as claimed" in capsys.readouterr().out


def test_a_false_claim_fails_and_is_shown(
    run: Callable[..., int], tiny_rule: MakeRule, capsys: pytest.CaptureFixture[str], own_python: Interpreter
) -> None:
    assert run(tiny_rule(good=(GOOD,), bad=(BAD, FALSE_CLAIM)), "--quick") == 0
    assert run(tiny_rule(good=(GOOD,), bad=(BAD, FALSE_CLAIM))) == 1
    printed = capsys.readouterr().out
    assert f"MP999 bad-2 {own_python.name} spawn: exit status 0" in printed
    assert "stdout: ok" in printed
    assert "2 of 3 runs as claimed" in printed


def test_what_could_not_be_run_is_said(
    run: Callable[..., int], tiny_rule: MakeRule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny_rule(good=(GOOD,), bad=(UNSEEN,))) == 0
    assert "not run here: MP999 bad-1" in capsys.readouterr().out


def test_the_matrix(run: Callable[..., int], tiny_rule: MakeRule, tmp_path: Path, own_python: Interpreter) -> None:
    run(tiny_rule(good=(GOOD,), bad=(FALSE_CLAIM, UNSEEN)), "--write", str(tmp_path / "verified.json"))
    matrix = json.loads((tmp_path / "verified.json").read_text())
    assert [python["name"] for python in matrix["pythons"]] == [own_python.name]
    methods = dict.fromkeys(own_python.methods, "ok")
    assert [
        (row["program"], row["seen"][own_python.name].items() <= methods.items()) for row in matrix["programs"]
    ] == [
        ("good-1", True),
        ("bad-1", True),
    ]
    assert [(row["program"], row["claimed"], row["objection"]) for row in matrix["objections"]] == [
        ("bad-1", "raises", "exit status 0")
    ]
    assert matrix["not_run"] == [{"rule": "MP999", "program": "bad-2", "source": UNSEEN.platform_only}]
    table = (tmp_path / "verified.md").read_text()
    assert "MP999 tiny-rule" in table
    assert "1/2" in table


def test_a_part_that_is_verified_again_leaves_the_rest(
    run: Callable[..., int], tiny_rule: MakeRule, tmp_path: Path, own_python: Interpreter
) -> None:
    path = tmp_path / "verified.json"
    other = {"rule": "MP998", "program": "good-1", "seen": {"2.7": {"fork": "ok"}}}
    old = {"rule": "MP999", "program": "good-7", "seen": {"2.7": {"fork": "ok"}}}
    rows = {"programs": [other, old], "objections": [], "not_run": []}
    path.write_text(json.dumps({"rules": {"MP998": "other", "MP999": "old"}, "pythons": [{"name": "2.7"}], **rows}))
    run(tiny_rule(good=(GOOD,), bad=()), "--write", str(path))
    matrix = json.loads(path.read_text())
    assert [(row["rule"], row["program"]) for row in matrix["programs"]] == [("MP998", "good-1"), ("MP999", "good-1")]
    assert [python["name"] for python in matrix["pythons"]] == [own_python.name, "2.7"]
    assert "MP998 other" in path.with_suffix(".md").read_text()


def test_an_unknown_python_is_a_wrong_call(
    run: Callable[..., int], tiny_rule: MakeRule, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tiny_rule(good=(GOOD,)), "--python", "2.7") == 2
    assert "no such Python here: 2.7" in capsys.readouterr().err


def test_an_unknown_rule_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main(["--rule", "MP998"]) == 2
    assert "no such rule: MP998" in capsys.readouterr().err


INTERRUPTED = """
import runpy, sys
sys.path[:0] = {paths!r}
from mpcheck import rules
from mpcheck.findings import Confidence, Severity
from mpcheck.rules.base import Example, Rule
from verification import interpreters

good = (Example(open({program!r}).read(), methods=("spawn",)),)
rule = Rule("MP999", "tiny", "", "", "", Severity.ERROR, Confidence.HIGH, "", (), (), good, lambda _: ())
rules.load = lambda _: (rule,)
interpreters.find = lambda _: (interpreters.ask(sys.executable),)
sys.argv[:] = ["verify"]
runpy.run_path({verify!r}, run_name="__main__")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_ended_from_outside_it_ends_what_it_runs(tmp_path: Path, ending: signal.Signals) -> None:
    told, program, script = tmp_path / "told", tmp_path / "program.py", tmp_path / "script.py"
    program.write_text(
        f"import os, time\nwith open({str(told)!r}, 'w') as file:\n    print(os.getpid(), file=file)\ntime.sleep(300)\n"
    )
    paths = [str(Path(module.__file__ or "").parents[1]) for module in (mpcheck, verification)]
    script.write_text(INTERRUPTED.format(paths=paths, program=str(program), verify=verify.__file__))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not (told.exists() and told.read_text().endswith("\n")):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(ending)
        assert process.wait(60) != 0
    assert not Path("/proc", told.read_text().strip()).exists()
