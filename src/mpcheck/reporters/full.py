"""The report for people: a code frame for every place, what breaks, and the cure."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mpcheck.findings import Finding, Location, ScanError, ScanResult
from mpcheck.reporters import Report
from mpcheck.scan_codes import SCAN_CODES
from mpcheck.targets import describe
from mpcheck.visible import visible

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_FRAME = "blue"
#: Characters of a line that are quoted before, in and after the marked range.
_BEFORE, _MARKED, _AFTER = 60, 100, 60


def write(report: Report, stream: IO[str]) -> None:
    console = _console(stream)
    result = report.result
    for finding in result.findings:
        # Text objects alone: a string would be read as markup.
        console.print(_finding(finding, result), soft_wrap=True)
    for error in result.errors:
        console.print(_error(error), soft_wrap=True)


def _console(stream: IO[str]) -> Console:
    """Colour on terminals and where FORCE_COLOR asks for it, never where NO_COLOR forbids it."""
    if os.environ.get("NO_COLOR"):
        return Console(file=stream, color_system=None, force_terminal=False)
    return Console(file=stream, highlight=False)


def _finding(finding: Finding, result: ScanResult) -> Text:
    where, severity = finding.location, finding.severity.value
    gutter = max(len(str(each.line)) for each in (where, *(related.location for related in finding.related)))
    sure = "" if finding.confidence.value == "high" else f" ({finding.confidence.value} confidence)"
    text = Text()
    text.append(f"{finding.code} {severity}{sure}", style=_STYLES[severity])
    text.append(f": {visible(finding.message)}\n", style="bold")
    text.append_text(_frame(where, "-->", gutter, result.excerpts, "", _STYLES[severity]))
    for related in finding.related:
        text.append_text(_frame(related.location, ":::", gutter, result.excerpts, related.message, "cyan"))
    if finding.breaks_when:
        text.append_text(_remark(gutter, "breaks on", describe(finding.breaks_when, result.targets)))
    text.append_text(_remark(gutter, "cure", finding.cure))
    return text


def _error(error: ScanError) -> Text:
    where = visible(error.path) if error.line is None else f"{visible(error.path)}:{error.line}"
    text = Text(f"{error.code} not checked", style=_STYLES["error"])
    text.append(f": {where}: {visible(error.message)}\n", style="bold")
    return text.append_text(_remark(1, "cure", SCAN_CODES[error.code].cure))


def _remark(gutter: int, label: str, words: str) -> Text:
    return Text.assemble((f" {'':{gutter}} = ", _FRAME), (f"{label}: ", "bold"), f"{visible(words)}\n")


def _frame(
    where: Location, arrow: str, gutter: int, excerpts: Mapping[tuple[str, int], str], note: str, style: str
) -> Text:
    """The place, and below it the line with the marked range underlined; the place alone where the line is not known."""
    text = Text.assemble((f" {'':{gutter}}{arrow} ", _FRAME), f"{visible(where.file)}:{where.line}:{where.column}")
    line = excerpts.get((where.file, where.line))
    if line is None:
        return text.append(f" {visible(note)}\n" if note else "\n")
    before, marked, after = _cut(line, where)
    mark = ("^" if arrow == "-->" else "-") * max(1, cell_len(marked))
    text.append(f"\n {'':{gutter}} |\n {where.line:>{gutter}} | ", style=_FRAME)
    text.append(f"{before}{marked}{after}\n")
    text.append(f" {'':{gutter}} | ", style=_FRAME)
    text.append(" " * cell_len(before))
    return text.append(f"{mark} {visible(note)}".rstrip() + "\n", style=style)


def _cut(line: str, where: Location) -> tuple[str, str, str]:
    """What stands before, in and after the range, made visible, without indentation and shortened."""
    indent = len(line) - len(line.lstrip())
    start = max(where.column - 1, indent)
    end = where.end_column - 1 if where.end_line == where.line else len(line)
    before, marked, after = (_expanded(part) for part in (line[indent:start], line[start:end], line[end:]))
    return (
        before if len(before) <= _BEFORE else f"…{before[-_BEFORE:]}",
        marked if len(marked) <= _MARKED else f"{marked[:_MARKED]}…",
        after.rstrip() if len(after) <= _AFTER else f"{after[:_AFTER]}…",
    )


def _expanded(text: str) -> str:
    return visible(text.replace("\t", "    "))
