"""Turns commits into lines of the change log."""
from __future__ import annotations

from typing import Iterable, Iterator, Tuple

from settings import Settings

Commit = Tuple[str, int, str]
_active: Settings


def activate(settings: Settings) -> None:
    """Select the project whose change log is being built."""
    global _active
    _active = settings


def _heading(kind: str) -> str:
    return _active.labels.get(kind, "Other")


def render_commit(commit: Commit) -> Tuple[str, str]:
    kind, number, subject = commit
    return _heading(kind), "- %s (%s)" % (subject, _active.url(number))


def assemble(lines: Iterable[Tuple[str, str]]) -> Iterator[str]:
    last = None
    for heading, line in sorted(lines):
        if heading != last:
            yield "## " + heading
            last = heading
        yield line
