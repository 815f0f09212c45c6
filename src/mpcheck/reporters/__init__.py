"""The output formats of a scan: one module each, with ``write(report, stream)``, imported when chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import IO, TYPE_CHECKING

from mpcheck.findings import ScanResult

if TYPE_CHECKING:
    from mpcheck.rules.base import Rule

FORMATS = ("full", "concise", "json", "sarif", "github")


@dataclass(frozen=True, slots=True)
class Report:
    """A result, and a way to the rules for the formats that describe them."""

    result: ScanResult
    rules: Callable[[], tuple[Rule, ...]]


def write(name: str, report: Report, stream: IO[str]) -> None:
    """Write a report in the format of this name, one of `FORMATS`."""
    import_module(f"mpcheck.reporters.{name}").write(report, stream)
