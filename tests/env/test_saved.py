"""Saved reports: read again, compared, and used as what is expected."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpcheck.env.comparison import as_json, differences
from mpcheck.env.expectations import Expectation, expectations, unmet
from mpcheck.env.judge import Row
from mpcheck.env.known_bugs import bugs_of
from mpcheck.env.reports import comparison_report, report
from mpcheck.env.saved import read_report, report_of
from mpcheck.env.survey import Interpreter
from mpcheck.env.tables import WIDTH
from mpcheck.errors import MpcheckError

IDS = ["process", "lock", "cpu", "start-methods"]


def machine(*, forks: bool = True, cpus: int | None = 8, default: str = "fork") -> Interpreter:
    rows = (
        Row("process", "fork", "ok" if forks else "broken", seconds=0.1, rules=("MP101",)),
        Row("process", "spawn", "slow", seconds=0.2, rules=("MP101",)),
        Row("cpu", None, "ok", facts={} if cpus is None else {"cpu_count": cpus, "quota": None, "checks": {}}),
        Row("start-methods", None, "ok", facts={"default": default, "available": ["fork", "spawn"]}, rules=("MP301",)),
    )
    bugs = bugs_of({"implementation": "cpython", "version": "3.11.7", "platform": "linux"})
    return Interpreter("~/python", "3.11.7", "cpython", "linux", rows, ("debug",), bugs)


def test_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(report([machine(), Interpreter("x", None, None, None, ())], "json"))
    assert read_report(str(path)) == [machine(), Interpreter("x", None, None, None, ())]


def test_report_of_an_earlier_version_lacks_what_came_later() -> None:
    content = json.loads(report([machine()], "json"))
    for entry in content["interpreters"]:
        del entry["build"], entry["known_bugs"]
        for row in entry["probes"]:
            del row["rules"]
    (one,) = report_of(json.dumps(content), "x")
    assert (one.build, one.known_bugs, one.probes[0].rules) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[" * 100000, "not JSON"),
        ("[]", "no report"),
        ("{}", "no report"),
        ('{"schema_version": 2, "interpreters": []}', "schema_version is 2"),
        ('{"schema_version": 1, "interpreters": [{}]}', "no report"),
        ('{"schema_version": 1, "interpreters": 3}', "no report"),
    ],
)
def test_what_is_no_report_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(MpcheckError, match=message) as caught:
        read_report(str(path))
    assert caught.value.path == str(path)


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for name in ("none", "binary", "."):
        with pytest.raises(MpcheckError, match="cannot be read"):
            read_report(str(tmp_path / name))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "status", "facts", "x"]), inner),
)


@given(JSON, st.sampled_from(["probes", "executable", "version", "build", "known_bugs"]))
def test_damaged_report_is_an_error_or_read_and_never_a_crash(value: Any, name: str) -> None:
    content = json.loads(report([machine()], "json"))
    content["interpreters"][0][name] = value
    with contextlib.suppress(MpcheckError):
        report_of(json.dumps(content), "x")


def test_same_machines_do_not_differ() -> None:
    assert differences([machine(), machine()]) == []
    assert comparison_report([], ["a", "b"], "table") == "Nothing differs.\n"


def test_differences_are_verdicts_and_facts_with_the_rules_that_they_decide() -> None:
    found = {one.what: one for one in differences([machine(), machine(forks=False, cpus=2, default="spawn")])}
    assert found["process (fork)"].values == ("ok", "broken")
    assert found["process (fork)"].rules == ("MP101",)
    assert found["cpu: cpu count"].values == ("8", "2")
    assert found["start-methods: default"].values == ("fork", "spawn")
    assert found["start-methods: default"].rules == ("MP301",)
    assert "process (spawn)" not in found
    assert "cpu: quota" not in found


def test_slow_is_ok_in_a_comparison() -> None:
    fast = Interpreter("x", None, None, None, (Row("process", "spawn", "ok"),))
    slow = Interpreter("x", None, None, None, (Row("process", "spawn", "slow"),))
    assert differences([fast, slow]) == []


def test_what_is_not_known_is_no_difference_but_a_missing_start_method_is() -> None:
    assert differences([machine(), machine(cpus=None)]) == []
    without = Interpreter("x", None, None, None, machine().probes[1:])
    assert [one.what for one in differences([machine(), without])] == ["process (fork)"]


@pytest.mark.parametrize("count", [2, 3, 5])
def test_comparison_fits_the_width(count: int) -> None:
    found = differences([machine(), *(machine(forks=False, default="spawn") for _ in range(count - 1))])
    text = comparison_report(found, [f"machine-{n} 3.11.7" for n in range(count)], "table")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "MP101" in text


def test_comparison_in_other_formats() -> None:
    found = differences([machine(), machine(cpus=2)])
    content = json.loads(as_json(found, ["a", "b"]))
    assert content["differences"] == [{"what": "cpu: cpu count", "values": ["8", "2"], "rules": []}]
    assert "| cpu: cpu count" in comparison_report(found, ["a", "b"], "markdown")


def met(*words: str, one: Interpreter | None = None) -> list[str]:
    return list(unmet(expectations(words, IDS), one or machine()))


@pytest.mark.parametrize(
    "word",
    [
        "process=ok", "process.fork=ok", "process.spawn=slow", "cpu.cpu_count=8", "cpu.quota=null", "cpu.quota=none",
        "start-methods.default=fork", 'start-methods.available=["fork", "spawn"]', "start-methods.available=fork, spawn",
        "version=3.11", "version=3.11.7", "platform=linux", "implementation = cpython",
    ],
)  # fmt: skip
def test_met(word: str) -> None:
    assert met(word) == []


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("process.fork=broken", "process.fork is ok, expected broken"),
        ("version=3.1", "version is 3.11.7, expected 3.1"),
        ("cpu.cpu_count=4", "cpu.cpu_count is 8, expected 4"),
        ("cpu.no.such=4", "cpu.no.such is none, expected 4"),
        ("process.forkserver=ok", "process.forkserver is none, expected ok"),
        ("lock=ok", "lock is none, expected ok"),
    ],
)
def test_unmet(word: str, sentence: str) -> None:
    assert met(word) == [sentence]


def test_expectations_stand_in_files(tmp_path: Path) -> None:
    lines, saved = tmp_path / "lines", tmp_path / "saved.json"
    lines.write_text("# what the service needs\nprocess.fork=ok\n\ncpu.cpu_count=2  # at least\n")
    saved.write_text(report([machine()], "json"))
    assert met(str(lines)) == ["cpu.cpu_count is 8, expected 2"]
    assert met(str(saved)) == []
    assert met(str(saved), one=machine(forks=False, default="spawn")) == [
        "process.fork is broken, expected ok",
        "start-methods.default is spawn, expected fork",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [("process", "expects nothing"), ("=ok", "expects nothing"), ("\nprocess=", "expects nothing"), ("{", "not JSON")],
)
def test_wrong_file_of_expectations_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "expected"
    path.write_text(text)
    with pytest.raises(MpcheckError, match=message) as caught:
        expectations([str(path)], IDS)
    assert caught.value.path == str(path)


def test_wrong_expectations_are_refused(tmp_path: Path) -> None:
    several = tmp_path / "several.json"
    several.write_text(report([machine(), machine()], "json"))
    for word, message in [("procces=ok", "procces"), ("no-file", "cannot be read"), (str(several), "on 2 Pythons")]:
        with pytest.raises(MpcheckError, match=message):
            expectations([word], IDS)


def test_words_and_files_add_up() -> None:
    assert expectations(["lock=ok", "cpu.quota=2"], IDS) == [Expectation("lock", "ok"), Expectation("cpu.quota", "2")]
