from __future__ import annotations

import io
import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fake import FakeAnalysis
from hypothesis import given
from hypothesis import strategies as st

from mpcheck import reporters
from mpcheck.findings import Confidence, Finding, Location, Related, ScanError, ScanResult, Severity
from mpcheck.reporters.sarif import uri
from mpcheck.scan_codes import SCAN_CODES
from mpcheck.targets import all_targets
from mpcheck.visible import visible

SCHEMA = json.loads((files("mpcheck") / "schemas" / "scan-report.schema.json").read_text(encoding="utf-8"))
SARIF_SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
HOSTILE = "a\n::error file=x::y\r%,:\x1b[31m[red]\u202e\udc80\x00\u2028"

rules = FakeAnalysis().rules(FakeAnalysis().codes())
text = st.text(min_size=1)
positions = st.integers(1, 10**6)
locations = st.builds(Location, text, positions, positions, positions, positions)
targets = st.sets(st.sampled_from(sorted(all_targets())), max_size=4).map(frozenset)
findings = st.builds(
    Finding,
    st.sampled_from([rule.code for rule in rules]),
    st.just("flaw"),
    text,
    st.sampled_from(Severity),
    st.sampled_from(Confidence),
    locations,
    text,
    st.lists(st.builds(Related, locations, text), max_size=2).map(tuple),
    targets,
    st.just("0" * 32),
)
errors = st.builds(ScanError, text, st.none() | positions, text, st.sampled_from(sorted(SCAN_CODES)))


def result(finding: list[Finding], error: list[ScanError]) -> ScanResult:
    excerpts = {(each.location.path, each.location.line): each.message for each in finding}
    return ScanResult(tuple(finding), tuple(error), all_targets(), 1, 1, 1, 0.5, excerpts)


results = st.builds(result, st.lists(findings, max_size=3), st.lists(errors, max_size=2))


def written(name: str, what: ScanResult) -> str:
    stream = io.StringIO()
    reporters.write(name, reporters.Report(what, lambda: rules), stream)
    return stream.getvalue()


def one(path: str = "src/a.py", message: str = "a flaw", excerpt: str = "flaw(pool)") -> ScanResult:
    where = Location(path, 3, 1, 3, 5)
    related = (Related(Location(path, 12, 3, 12, 7), "made here"),)
    breaks = frozenset(target for target in all_targets() if target.platform == "windows")
    finding = Finding(
        "MP201", "flaw", message, Severity.ERROR, Confidence.MEDIUM, where, "Mend it.", related, breaks, "f" * 32
    )
    excerpts = {(path, 3): excerpt, (path, 12): "\tpool()"}
    return ScanResult(
        (finding,), (ScanError("b.py", 7, "invalid syntax", "MP001"),), all_targets(), 2, 1, 9, 0.1, excerpts
    )


def test_full() -> None:
    assert written("full", one()) == (
        "MP201 error (medium confidence): a flaw\n"
        "   --> src/a.py:3:1\n"
        "    |\n"
        "  3 | flaw(pool)\n"
        "    | ^^^^\n"
        "   ::: src/a.py:12:3\n"
        "    |\n"
        " 12 | pool()\n"
        "    |  ---- made here\n"
        "    = breaks on: Windows\n"
        "    = cure: Mend it.\n"
        "\n"
        "MP001 not checked: b.py:7: invalid syntax\n"
        "   = cure: Mend the syntax, or run mpcheck under the Python version that the file is written for.\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("line", "columns", "shown", "mark"),
    [
        ("    flaw(x)", (5, 9), "flaw(x)", "^^^^"),
        ("x = '日本'; flaw()", (11, 15), "x = '日本'; flaw()", "            ^^^^"),
        ("\tif x:\tflaw()", (8, 12), "if x:    flaw()", "         ^^^^"),
        ("x = '\u202e'; flaw()", (10, 14), "x = '\\u202e'; flaw()", "              ^^^^"),
        ("[red]flaw()[/red]", (6, 10), "[red]flaw()[/red]", "     ^^^^"),
        ("a" * 100 + "flaw()" + "b" * 100, (101, 105), "…" + "a" * 60 + "flaw()" + "b" * 58 + "…", " " * 61 + "^^^^"),
        ("f" * 300, (1, 301), "f" * 100 + "…", "^" * 101),
        ("flaw()", (7, 7), "flaw()", "      ^"),
    ],
)
def test_the_mark_stands_under_its_range(line: str, columns: tuple[int, int], shown: str, mark: str) -> None:
    where = Location("a.py", 3, columns[0], 3, columns[1])
    finding = Finding("MP201", "flaw", "a flaw", Severity.ERROR, Confidence.HIGH, where, "Mend it.")
    what = ScanResult((finding,), (), all_targets(), 1, 1, 1, 0.1, {("a.py", 3): line})
    assert written("full", what).split("\n")[3:5] == [f" 3 | {shown}", f"   | {mark}"]


def test_a_range_of_many_lines_is_marked_to_the_end_of_the_first() -> None:
    where = Location("a.py", 1, 5, 4, 2)
    finding = Finding("MP201", "flaw", "a flaw", Severity.NOTE, Confidence.HIGH, where, "Mend it.")
    what = ScanResult((finding,), (), all_targets(), 1, 1, 1, 0.1, {("a.py", 1): "x = flaw("})
    assert written("full", what).split("\n")[4] == "   |     ^^^^^"


def test_colour_is_asked_for_and_forbidden_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    plain = written("full", one())
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in written("full", one())
    monkeypatch.setenv("NO_COLOR", "1")
    assert written("full", one()) == plain
    assert "\x1b" not in plain


def test_concise() -> None:
    assert written("concise", one()) == "b.py:7: MP001 invalid syntax\nsrc/a.py:3:1: MP201 a flaw\n"


@given(results)
def test_concise_has_one_line_each_whatever_the_names(what: ScanResult) -> None:
    lines = written("concise", what).splitlines()
    assert len(lines) == len(what.findings) + len(what.errors)
    assert all(line.isprintable() for line in lines)


@given(results)
def test_full_prints_nothing_that_moves_the_cursor(what: ScanResult) -> None:
    assert all(line.isprintable() for line in written("full", what).split("\n"))


def test_full_lets_no_name_or_line_speak_for_mpcheck() -> None:
    shown = written("full", one(HOSTILE, HOSTILE, HOSTILE))
    assert shown.count("\n") == written("full", one()).count("\n")
    assert "[red]" in shown


@given(results)
def test_json_conforms_to_its_schema(what: ScanResult) -> None:
    output = written("json", what)
    assert output.isascii()
    document = json.loads(output)
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert [each["path"] for each in document["findings"]] == [each.location.path for each in what.findings]


def test_json() -> None:
    document = json.loads(written("json", one()))
    (finding,) = document["findings"]
    assert finding["related"] == [{"path": "src/a.py", "line": 12, "column": 3, "message": "made here"}]
    assert finding["breaks_when"][0] == {"platform": "windows", "python": "3.10", "start_method": "spawn"}
    assert document["errors"] == [{"path": "b.py", "line": 7, "message": "MP001 invalid syntax"}]
    assert document["summary"] == {"files": 2, "files_parsed": 1, "lines": 9, "seconds": 0.1}
    assert set(document) == {"schema_version", "tool", "targets", "findings", "errors", "summary"}
    assert list(finding) == SCHEMA["$defs"]["finding"]["required"]


def test_the_schema_is_valid_and_refuses_what_is_not_a_report() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = json.loads(written("json", one()))
    for key in document:
        broken = {name: value for name, value in document.items() if name != key}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)


def sarif(what: ScanResult) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(written("sarif", what))
    jsonschema.validate(document, SARIF_SCHEMA, cls=jsonschema.Draft4Validator)
    return document


@given(results)
def test_sarif_conforms_to_the_official_schema(what: ScanResult) -> None:
    (run,) = sarif(what)["runs"]
    descriptors = run["tool"]["driver"]["rules"]
    assert all(descriptors[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])


def test_sarif() -> None:
    (run,) = sarif(one("src/a b#.py"))["runs"]
    (outcome,) = run["results"]
    assert outcome["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "src/a%20b%23.py"}
    assert outcome["relatedLocations"][0]["message"] == {"text": "made here"}
    assert outcome["partialFingerprints"] == {"mpcheckFingerprint/v1": "f" * 32}
    assert outcome["message"] == {"text": "a flaw. Breaks on: Windows. Mend it."}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"] == {"id": "MP001"}
    rule = run["tool"]["driver"]["rules"][outcome["ruleIndex"]]
    assert "flaw()  # MP201" in rule["help"]["markdown"]
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == {*SCAN_CODES, *FakeAnalysis().codes()}


@pytest.mark.skipif(os.name == "nt", reason="these are paths of POSIX")
@pytest.mark.parametrize(
    ("path", "expected"),
    [("a/b.py", "a/b.py"), ("../a.py", "../a.py"), ("/a b.py", "file:///a%20b.py"), ("\udcff.py", "%FF.py")],
)
def test_uris_keep_every_byte_of_a_name(path: str, expected: str) -> None:
    assert uri(path) == expected


@given(results)
def test_github_has_one_command_each_whatever_the_names(what: ScanResult) -> None:
    lines = written("github", what).splitlines()
    assert len(lines) == len(what.findings) + len(what.errors)
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    assert all(line.isprintable() for line in lines)


def test_github() -> None:
    finding, error = written("github", one("a,b:100%\n.py", "50% of\nall")).splitlines()
    assert finding == (
        "::error file=a%2Cb%3A100%25%0A.py,line=3,endLine=3,col=1,endColumn=5,title=MP201 flaw"
        "::50%25 of%0Aall%0ABreaks on: Windows%0ACure: Mend it."
    )
    assert error == "::error file=b.py,line=7,title=MP001 syntax-error::invalid syntax"


@given(st.text())
def test_visible_text_is_printable_and_keeps_what_was(words: str) -> None:
    shown = visible(words)
    assert shown.isprintable()
    assert shown == words or not words.isprintable()


def test_every_code_about_the_scan_has_a_page() -> None:
    for code, entry in SCAN_CODES.items():
        page = entry.page()
        assert page.startswith(f"# {code}: {entry.name}\n")
        assert entry.cure in page
