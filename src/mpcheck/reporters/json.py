"""The report for other programs, as schemas/scan-report.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

import mpcheck
from mpcheck.findings import Finding, Location
from mpcheck.reporters import Report
from mpcheck.targets import Target


def write(report: Report, stream: IO[str]) -> None:
    result = report.result
    document = {
        "schema_version": 1,
        "tool": {"name": "mpcheck", "version": mpcheck.__version__},
        "targets": targets(result.targets),
        "findings": [_finding(finding) for finding in result.findings],
        "errors": [
            {"path": error.path, "line": error.line, "message": f"{error.code} {error.message}"}
            for error in result.errors
        ],
        "summary": {
            "files": result.files,
            "files_parsed": result.files_parsed,
            "lines": result.lines,
            "seconds": round(result.seconds, 3),
        },
    }
    # ASCII alone: bidirectional marks and undecodable names reach the reader as escapes.
    json.dump(document, stream, indent=2, ensure_ascii=True)
    stream.write("\n")


def targets(items: Iterable[Target]) -> list[dict[str, str]]:
    """Targets in the order of platform, Python and start method."""
    return [
        {"platform": target.platform, "python": target.python_text, "start_method": target.start_method}
        for target in sorted(items)
    ]


def _cell(where: Location) -> dict[str, int]:
    """The cell of a place in a notebook, in which its lines are counted."""
    return {"cell": where.cell} if where.cell else {}


def _finding(finding: Finding) -> dict[str, Any]:
    where = finding.location
    return {
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        **_cell(where),
        "related": [
            {
                "path": related.location.path,
                "line": related.location.line,
                "column": related.location.column,
                "message": related.message,
                **_cell(related.location),
            }
            for related in finding.related
        ],
        "breaks_when": targets(finding.breaks_when),
        "cure": finding.cure,
        "fingerprint": finding.fingerprint,
    }
