"""The skeleton of a new rule: it is registered, it is Python, and it does not pass as it stands."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path

import pytest

import new_rule
from mpcheck.model.module import Module
from mpcheck.rules.base import Rule
from mpcheck.targets import all_targets

REGISTRY = {"MP101": "entry.mp101_missing_main_guard", "MP201": "pickling.mp201_local_callable_to_pool"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "".join(f'    "{code}": "{module}",\n' for code, module in REGISTRY.items())
    text = f'"""Rules."""\n\nREGISTRY: dict[str, str] = {{\n{lines}}}\n\n\ndef load() -> None:\n    return {{}}\n'
    (tmp_path / "__init__.py").write_text(text)
    return tmp_path


def registry_of(folder: Path) -> dict[str, str]:
    found: dict[str, str] = runpy.run_path(str(folder / "__init__.py"))["REGISTRY"]
    return found


def test_the_rule_joins_its_family_and_the_registry_in_order(folder: Path) -> None:
    path = new_rule.make("MP110", "second-guard", None, folder, REGISTRY)
    assert path == folder / "entry" / "mp110_second_guard.py"
    assert (folder / "entry" / "__init__.py").exists()
    registry = registry_of(folder)
    assert registry == REGISTRY | {"MP110": "entry.mp110_second_guard"}
    assert list(registry) == sorted(registry)


def test_the_skeleton_is_a_rule_that_fails_the_tests_of_rules(folder: Path) -> None:
    path = new_rule.make("MP701", "plain-authkey", "security", folder, REGISTRY)
    rule: Rule = runpy.run_path(str(path))["RULE"]
    assert (rule.code, rule.name) == ("MP701", "plain-authkey")
    assert "# MP701" in rule.bad[0].source
    # Its check finds nothing on the marked lines, and its words are still missing.
    module = Module("program.py", rule.bad[0].source, ast.parse(rule.bad[0].source), all_targets())
    assert list(rule.check(module)) == []
    assert not rule.summary
    assert not rule.references


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("MP101", "other-name", "taken by entry.mp101_missing_main_guard"),
        ("MP099", "some-name", "a code is MP and three digits"),
        ("X101", "some-name", "a code is MP and three digits"),
        ("MP110", "Some_Name", "lower-case words joined by hyphens"),
        ("MP110", "../evil", "lower-case words joined by hyphens"),
        ("MP701", "some-name", "--family"),
    ],
)
def test_a_wrong_call_makes_nothing(folder: Path, code: str, name: str, message: str) -> None:
    with pytest.raises(new_rule.WrongCallError, match=message):
        new_rule.make(code, name, None, folder, REGISTRY)
    assert registry_of(folder) == REGISTRY
    assert [path.name for path in folder.iterdir() if path.name != "__pycache__"] == ["__init__.py"]


def test_the_command(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(new_rule, "RULES", folder)
    monkeypatch.setattr(new_rule, "REGISTRY", REGISTRY)
    assert new_rule.main(["MP202", "lambda-in-queue"]) == 0
    assert "mp202_lambda_in_queue.py" in capsys.readouterr().out
    assert new_rule.main(["MP101", "lambda-in-queue"]) == 2
    assert "taken" in capsys.readouterr().err
