"""The page of a rule, and the folder of all pages."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

import catalogue
import docs
from mpcheck.rules import load
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.page import describe_example, render

RULES = load()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_holds_what_the_rule_says(rule: Rule) -> None:
    page = render(rule)
    assert page.startswith(f"# {rule.code}: {rule.name}\n\n{rule.summary}\n")
    for text in (rule.why, rule.cure, *rule.references, *(example.source for example in (*rule.bad, *rule.good))):
        assert text.strip("\n") in page
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_programs_on_the_page_are_whole(rule: Rule) -> None:
    programs = re.findall(r"```python\n(.*?)```", render(rule), flags=re.DOTALL)
    assert len(programs) == sum(len(example.python_files) for example in (*rule.bad, *rule.good))
    for program in programs:
        ast.parse(program)


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        (Example("x"), "Under every start method on Linux and Windows, Python >=3.8: works."),
        (
            Example(
                "x", Outcome("raises", "PicklingError"), methods=("spawn",), pythons=">=3.14", platforms=("linux",)
            ),
            "Under spawn on Linux, Python >=3.14: ends with an error, printing `PicklingError`.",
        ),
        (
            Example("x", Outcome("hangs"), methods=("spawn", "forkserver"), platforms=("macos",)),
            "Under spawn and forkserver on macOS, Python >=3.8: never ends.",
        ),
    ],
)
def test_an_example_is_described_in_one_sentence(example: Example, sentence: str) -> None:
    assert describe_example(example) == sentence


def test_files_beside_the_program_are_shown() -> None:
    example = Example("import other", files=(("other.py", "x = 1\n"),))
    page = render(replace(RULES[0], good=(example,)))
    assert "with `other.py` beside it:\n\n```python\nx = 1\n```" in page


def test_a_program_with_backticks_stays_in_its_block() -> None:
    page = render(replace(RULES[0], good=(Example('x = """```"""'),)))
    assert '\n````python\nx = """```"""\n````\n' in page


def test_the_folder_is_up_to_date() -> None:
    assert docs.differences(docs.pages(RULES), docs.FOLDER) == [], "run python tasks/docs.py"


def test_the_catalogue_is_up_to_date_and_names_every_pitfall_once() -> None:
    page = catalogue.page(RULES)
    assert docs.CATALOGUE.read_text(encoding="utf-8") == page, "run python tasks/docs.py"
    assert len(catalogue.PITFALLS) == 139
    spoken_of = {entry for rule in RULES for entry in rule.catalogue}
    assert spoken_of <= catalogue.PITFALLS.keys()
    assert not spoken_of & catalogue.ELSEWHERE.keys()


def test_the_index_links_every_page() -> None:
    pages = docs.pages(RULES)
    assert set(re.findall(r"\]\((MP\d{3}\.md)\)", pages["README.md"])) == pages.keys() - {"README.md"}


def test_writing_replaces_and_removes(tmp_path: Path) -> None:
    (tmp_path / "MP998.md").write_text("of a rule that is gone")
    (tmp_path / "MP999.md").write_text("old")
    wanted = {"MP999.md": "new\n", "README.md": "index\n"}
    assert docs.differences(wanted, tmp_path) == ["MP998.md", "MP999.md", "README.md"]
    docs.write(wanted, tmp_path)
    assert docs.differences(wanted, tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} == set(wanted)


def test_check_reports_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path / "rules")
    monkeypatch.setattr(docs, "CATALOGUE", tmp_path / "catalogue.md")
    assert docs.main(["--check"]) == 1
    told = capsys.readouterr().err
    assert "README.md: not what the rules say" in told
    assert "catalogue.md: not what the rules say" in told
    assert list(tmp_path.iterdir()) == []
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
