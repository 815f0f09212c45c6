"""A report for people."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from mpcheck.pickling.report import METHODS, Culprit, PicklingReport

WIDTH = 100
_ANSWERS = {True: "yes", False: "no", None: "not tried"}
_LIBRARIES = {True: "can", False: "cannot", None: "not tried"}


def as_text(report: PicklingReport) -> str:
    """Several lines of plain text, of at most WIDTH characters unless a path is longer.  Not escaped."""
    return "\n".join(_lines(report))


def _lines(report: PicklingReport) -> Iterator[str]:
    under = f" under {report.version}" if report.version else ""
    yield f"{report.name}{under}: {verdict(report)}"
    if report.error:
        yield from _field("cause", report.error.message)
        yield from _field("cure", report.error.cure)
        return
    yield "  " + "   ".join(f"{method}: {_crossing(report, method)}" for method in METHODS)
    for why, methods in _obstacles(report).items():
        yield from _field(" and ".join(methods), why)
    if report.size_bytes is not None:
        yield f"  {_size(report)}"
    for part in report.parts:
        yield f"    {part.path} ({part.type}): {_bytes(part.size_bytes)}, {_seconds(part.dump_seconds)}"
    for culprit in report.culprits:
        yield from _culprit(culprit)
    for warning in report.warnings:
        yield from _field("warning", warning)


def verdict(report: PicklingReport) -> str:
    """The answer in a few words."""
    if report.error:
        return "could not be tried"
    if report.exit_code == 0:
        return "crosses" if report.picklable else "crosses only while a process starts"
    if report.exit_code == 2:
        return "no start method works here"
    lost = [method for method, crossed in report.crosses.items() if crossed is False]
    return "does not cross by " + " and ".join(lost)


def _crossing(report: PicklingReport, method: str) -> str:
    crossed = report.crosses.get(method)
    inherited = method == "fork" and crossed
    return _ANSWERS[crossed] + (" (inherited, not pickled)" if inherited else "")


def _obstacles(report: PicklingReport) -> dict[str, list[str]]:
    """The methods by what stands in their way; addresses differ from process to process."""
    found: dict[str, list[str]] = {}
    for method, why in report.obstacles.items():
        found.setdefault(re.sub(r"\b0x[0-9a-fA-F]+", "0x...", why), []).append(method)
    return found


def _culprit(culprit: Culprit) -> Iterator[str]:
    made = f", made at {culprit.origin.path}:{culprit.origin.line}" if culprit.origin else ""
    yield ""
    yield f"  {culprit.path}"
    yield f"    {culprit.type}{made}"
    yield from _field("why", culprit.reason, 4)
    yield from _field("cure", culprit.cure, 4)
    if culprit.cloudpickle is not None or culprit.dill is not None:
        yield f"    cloudpickle: {_LIBRARIES[culprit.cloudpickle]}, dill: {_LIBRARIES[culprit.dill]}"


def _field(label: str, text: str, indent: int = 2) -> list[str]:
    start = f"{' ' * indent}{label}: "
    # Lines are broken at blanks only: a path or a name in one piece can be copied.
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _size(report: PicklingReport) -> str:
    times = [
        f"{_seconds(seconds)} to {verb}"
        for verb, seconds in (("pickle", report.dump_seconds), ("load", report.load_seconds))
        if seconds is not None
    ]
    return ", ".join([_bytes(report.size_bytes or 0), *times])


def _bytes(number: int) -> str:
    return f"{number / (1 << 20):.1f} MiB" if number >= 1 << 20 else f"{number:,} bytes"


def _seconds(number: float) -> str:
    return (
        f"{number:.2f} s" if number >= 1 else f"{number * 1e3:.1f} ms" if number >= 1e-3 else f"{number * 1e6:.0f} µs"
    )
