"""Annotations for GitHub Actions, as its page "Workflow commands for GitHub Actions" defines them."""

from __future__ import annotations

from typing import IO

from mpcheck.findings import Finding, ScanError
from mpcheck.reporters import Report
from mpcheck.scan_codes import SCAN_CODES
from mpcheck.targets import describe
from mpcheck.visible import visible

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def write(report: Report, stream: IO[str]) -> None:
    for finding in report.result.findings:
        stream.write(_finding(finding, describe(finding.breaks_when, report.result.targets)))
    for error in report.result.errors:
        stream.write(_error(error))


def _finding(finding: Finding, breaks: str) -> str:
    where = finding.location
    properties: dict[str, str | int] = {"file": where.path}
    if not where.cell:  # GitHub shows the lines of the notebook's JSON
        properties |= {"line": where.line, "endLine": where.end_line}
    if not where.cell and where.line == where.end_line:  # GitHub takes columns within one line only
        properties |= {"col": where.column, "endColumn": where.end_column}
    properties["title"] = f"{finding.code} {finding.name}"
    place = f"Cell {where.cell}, line {where.line}: " if where.cell else ""
    lines = [
        place + finding.message,
        *([f"Breaks on: {breaks}"] if finding.breaks_when else []),
        f"Cure: {finding.cure}",
    ]
    return _command(_COMMANDS[finding.severity.value], properties, "\n".join(lines))


def _error(error: ScanError) -> str:
    properties: dict[str, str | int] = {"file": error.path}
    if error.line is not None:
        properties["line"] = error.line
    properties["title"] = f"{error.code} {SCAN_CODES[error.code].name}"
    return _command("error", properties, error.message)


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    items = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {items}::{_data(message)}\n"


def _data(text: str) -> str:
    return visible(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
