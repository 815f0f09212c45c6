"""Tables, Markdown and JSON of made-up interpreters."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from mpcheck.env.catalogue import PROBES
from mpcheck.env.judge import Row
from mpcheck.env.known_bugs import KnownBug
from mpcheck.env.reports import FORMATS, report
from mpcheck.env.survey import Interpreter
from mpcheck.env.tables import WIDTH

SCHEMA = json.loads(resources.files("mpcheck").joinpath("schemas/env-report.schema.json").read_text())
NASTY = "\x1b[31mred\x07 | <b>bold</b> [link](x) `code` \u202e"


def row(name: str, method: str | None = None, status: Any = "ok", cause: str = "", **more: Any) -> Row:
    return Row(name, method, status, cause=cause, cure=f"Cure of {cause}" if cause else "", seconds=0.02, **more)


def linux(*rows: Row, version: str | None = "3.11.7", build: tuple[str, ...] = (), **more: Any) -> Interpreter:
    described = row("interpreter")
    return Interpreter("/usr/bin/python", version, "cpython", "linux", (*rows, described), build, **more)


HALF_BROKEN = linux(
    row("process", "fork"),
    row("process", "spawn", "broken", "It is tired."),
    row("lock", "fork", "broken", "It is tired."),
    row("lock", "spawn", "broken", "It is tired."),
    row("start-methods", facts={"default": "fork"}),
)


def test_schema_knows_the_probes() -> None:
    assert SCHEMA["$defs"]["probe"]["enum"] == [probe.id for probe in PROBES]


@pytest.mark.parametrize("one", [HALF_BROKEN, linux(version=None), linux(row("lock", None, "unknown", NASTY))])
def test_json_is_as_the_schema_says(one: Interpreter) -> None:
    content = json.loads(report([one], "json"))
    jsonschema.validate(content, SCHEMA)
    assert [entry["id"] for entry in content["interpreters"][0]["probes"]] == [row.id for row in one.probes]


def test_one_interpreter_has_its_start_methods_side_by_side() -> None:
    lines = report([HALF_BROKEN], "table").splitlines()
    assert "start method:    fork        spawn       ms" in lines
    assert "process          ok          broken [1]  20 / 20" in lines
    assert "[1] broken: process (spawn); lock" in lines
    assert "    Cure: Cure of It is tired." in lines
    assert lines[-1] == "6 probes: 3 ok, 3 broken"


def test_several_interpreters_stand_side_by_side_and_differences_are_marked() -> None:
    sound = linux(
        *(row(name, method) for name in ("process", "lock") for method in ("fork", "spawn")),
        row("start-methods", facts={"default": "forkserver"}),
        version="3.14.2",
        build=("free-threaded",),
    )
    lines = report([HALF_BROKEN, sound], "table").splitlines()
    assert lines[0].split()[0] == "3.11.7:"
    marks = {tuple(line[2:].split()[:2]): line[0] for line in lines if line[:2] in ("! ", "  ") and line.strip()}
    assert {("process", "fork"): " ", ("process", "spawn"): "!", ("lock", "broken"): "!"}.items() <= marks.items()
    assert marks["default", "start"] == "!"
    assert "[1] broken: process (spawn); lock on 3.11.7" in lines
    assert any("3.14.2t" in line for line in lines[:2])


@pytest.mark.parametrize("count", [1, 2, 9])
def test_report_fits_the_width(count: int) -> None:
    rows = [
        row("joinable-queue", "forkserver", "broken", "Because. " * 30),
        row("interpreter-pool-executor", None, "broken", "Else. " * 30, detail="word " * 60, rules=("MP101",) * 20),
        row("start-methods", facts={"default": "forkserver"}),
    ]
    text = report([linux(*rows, version=f"3.8.{n}") for n in range(count)], "table")
    assert max(map(len, text.splitlines())) <= WIDTH


def test_many_interpreters_are_broken_into_tables_that_fit() -> None:
    many = [
        linux(row("interpreter-pool-executor", None, "missing", "Too old."), version=f"3.{n}.10") for n in range(20)
    ]
    text = report(many, "table")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert all(f"3.{n}.10" in text for n in range(20))


def test_interpreters_of_one_version_are_told_apart() -> None:
    text = report([linux(), linux(), linux(build=("32 bit",)), linux(build=("debug",))], "table")
    assert [line.split(":")[0] for line in text.splitlines()[:4]] == [
        "3.11.7 (1)",
        "3.11.7 (2)",
        "3.11.7 32 bit",
        "3.11.7d",
    ]


def test_all_rows_of_an_interpreter_are_called_all() -> None:
    assert "[1] unknown: all probes" in report(
        [Interpreter("x", None, None, None, (row("lock", None, "unknown", "No."),))], "table"
    )


def test_rules_are_named_where_a_row_is_broken() -> None:
    text = report([linux(row("lock", "fork", "broken", "Gone.", rules=("MP303", "MP206")))], "table")
    assert "    Decides findings of MP206, MP303." in text.splitlines()


def test_known_bugs_are_told_with_the_interpreters_that_have_them() -> None:
    bug = KnownBug("It hangs.", "Wait.", ("3.12.0",), "https://example.org/1")
    several = [linux(known_bugs=(bug,)), linux(version="3.14.2")]
    assert "  - It hangs. Cure: Wait. Fixed in 3.12.0. https://example.org/1" in report(several[:1], "table")
    assert "- It hangs. On 3.11.7. Cure: Wait. Fixed in 3.12.0." in report(several, "markdown")
    jsonschema.validate(json.loads(report(several, "json")), SCHEMA)


def test_notes_about_what_is_missing_come_last() -> None:
    text = report(
        [linux(row("os-fork", None, "missing", "None here."), row("lock", "fork", "broken", "Gone."))], "table"
    )
    assert text.index("[1] broken: lock") < text.index("[2] missing: os-fork")


@pytest.mark.parametrize("form", FORMATS)
def test_foreign_text_cannot_steer_a_terminal(form: str) -> None:
    text = report([linux(row("lock", None, "broken", NASTY, detail=NASTY))], form)
    assert not set("\x1b\x07\u202e") & set(text)


def test_foreign_text_cannot_fake_markdown() -> None:
    text = report([linux(row("lock", None, "broken", NASTY, detail=NASTY))], "markdown")
    assert "\\<b\\>bold\\</b\\> \\[link\\](x) \\`code\\`" in text
    assert "\\| \\<b" in text
