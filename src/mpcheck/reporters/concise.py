"""One line for each finding and error: ``path:line:column: CODE message``."""

from __future__ import annotations

from typing import IO

from mpcheck.findings import Finding, ScanError
from mpcheck.reporters import Report
from mpcheck.visible import visible


def write(report: Report, stream: IO[str]) -> None:
    lines = [(finding.sort_key[:4], _finding(finding)) for finding in report.result.findings]
    lines += [((error.path, 0, error.line or 0, 0), _error(error)) for error in report.result.errors]
    for _, line in sorted(lines):
        stream.write(line + "\n")


def _finding(finding: Finding) -> str:
    where = finding.location
    return f"{visible(where.file)}:{where.line}:{where.column}: {finding.code} {visible(finding.message)}"


def _error(error: ScanError) -> str:
    line = "" if error.line is None else f"{error.line}:"
    return f"{visible(error.path)}:{line} {error.code} {visible(error.message)}"
