"""SARIF 2.1.0, as code scanning services read it."""

from __future__ import annotations

import json
import os
import urllib.parse
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any

import mpcheck
from mpcheck.findings import Finding, Location, ScanError, ScanResult
from mpcheck.reporters import Report
from mpcheck.reporters.json import targets
from mpcheck.rules.page import render
from mpcheck.scan_codes import SCAN_CODES, UNUSED_SUPPRESSION, ScanCode
from mpcheck.targets import describe

if TYPE_CHECKING:
    from mpcheck.rules.base import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: Report, stream: IO[str]) -> None:
    result = report.result
    descriptors = [_rule(rule) for rule in report.rules()] + [_scan_code(entry) for entry in SCAN_CODES.values()]
    descriptors.sort(key=lambda descriptor: str(descriptor["id"]))
    index = {descriptor["id"]: position for position, descriptor in enumerate(descriptors)}
    driver = {"name": "mpcheck", "version": mpcheck.__version__, "rules": descriptors}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result)],
        "results": [_result(finding, index[finding.code], result) for finding in result.findings],
        "properties": {"targets": targets(result.targets)},
    }
    json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, stream, indent=2, ensure_ascii=True)
    stream.write("\n")


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        **_descriptor(rule.code, rule.name, rule.summary, rule.why, rule.cure, render(rule)),
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"precision": rule.confidence.value},
    }


def _scan_code(entry: ScanCode) -> dict[str, Any]:
    return {
        **_descriptor(entry.code, entry.name, entry.summary, entry.why, entry.cure, entry.page()),
        "defaultConfiguration": {"level": "note" if entry.code == UNUSED_SUPPRESSION else "error"},
    }


def _descriptor(code: str, name: str, summary: str, why: str, cure: str, page: str) -> dict[str, Any]:
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\n{cure}", "markdown": page},
    }


def _invocation(result: ScanResult) -> dict[str, Any]:
    return {
        "executionSuccessful": not result.errors,
        "toolExecutionNotifications": [_notification(error) for error in result.errors],
    }


def _notification(error: ScanError) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(error.path)}}
    if error.line is not None:
        physical["region"] = {"startLine": error.line}
    return {
        "descriptor": {"id": error.code},
        "level": "error",
        "message": {"text": error.message},
        "locations": [{"physicalLocation": physical}],
    }


def _result(finding: Finding, rule_index: int, result: ScanResult) -> dict[str, Any]:
    breaks = f" Breaks on: {describe(finding.breaks_when, result.targets)}." if finding.breaks_when else ""
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message.rstrip('.')}.{breaks} {finding.cure}"},
        "locations": [_location(finding.location)],
        "relatedLocations": list(_related(finding)),
        "partialFingerprints": {"mpcheckFingerprint/v1": finding.fingerprint},
        "properties": {"confidence": finding.confidence.value, "breaks_when": targets(finding.breaks_when)},
    }


def _related(finding: Finding) -> Iterable[dict[str, Any]]:
    for number, related in enumerate(finding.related, 1):
        yield {"id": number, **_location(related.location), "message": {"text": related.message}}


def _location(where: Location) -> dict[str, Any]:
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(where.path)}, "region": region}}
    if where.cell:  # in which the lines are counted
        location["logicalLocations"] = [{"name": f"cell {where.cell}"}]
    return location


def uri(path: str) -> str:
    """A relative path as a relative reference, an absolute one as a file URI, every byte of the name kept."""
    quoted = urllib.parse.quote(os.fsencode(path))
    if path.startswith("//"):
        return f"file:{quoted}"
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if path[1:2] == ":" and os.name == "nt" else quoted
