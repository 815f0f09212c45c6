"""What a scan says: findings, the places they point at, and files that could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from mpcheck.targets import Target


class _Ranked(str, Enum):
    """Words of which the first weighs most."""

    @property
    def rank(self) -> int:
        """Larger for what weighs more."""
        return -list(type(self)).index(self)


class Severity(_Ranked):
    """``error``: will fail, hang or be wrong on some target; ``warning``: may; ``note``: advice."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Confidence(_Ranked):
    """How sure the analysis is that the code does what the finding says."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A range of a file.

    ``path`` is relative to the working directory, with forward slashes.  Lines and columns are
    1-based, columns count characters (not bytes), ``end_column`` is the column after the last
    character.  ``cell`` is the number of a notebook's cell, in which the lines are counted, else 0.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    cell: int = 0

    @property
    def file(self) -> str:
        """The file, of a notebook with the cell, as reports for people name it."""
        return f"{self.path}:cell {self.cell}" if self.cell else self.path


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of, with a sentence on its part in it."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One pitfall at one place.

    ``breaks_when`` lists the targets on which the code goes wrong.  ``fingerprint`` identifies the
    finding across edits: it does not depend on line numbers.  The engine fills it in.
    """

    code: str
    name: str
    message: str
    severity: Severity
    confidence: Confidence
    location: Location
    cure: str
    related: tuple[Related, ...] = ()
    breaks_when: frozenset[Target] = field(default_factory=frozenset)
    fingerprint: str = ""

    @property
    def sort_key(self) -> tuple[object, ...]:
        where = self.location
        return (
            where.path,
            where.cell,
            where.line,
            where.column,
            self.code,
            where.end_line,
            where.end_column,
            self.message,
        )

    def with_fingerprint(self, fingerprint: str) -> Finding:
        return replace(self, fingerprint=fingerprint)


@dataclass(frozen=True, slots=True)
class ScanError:
    """Something that was asked for and could not be checked; ``line`` is 1-based or None."""

    path: str
    line: int | None
    message: str
    code: str

    @property
    def sort_key(self) -> tuple[object, ...]:
        return (self.path, self.line or 0, self.code, self.message)


@dataclass(frozen=True, slots=True)
class ScanResult:
    """All that one scan found, in the order of paths, lines and columns.

    ``targets`` are all those under which some file was judged; ``files_parsed`` of ``files`` held a word
    that made them worth parsing; ``lines`` counts the lines of all files.  ``excerpts`` gives the source
    line at (file, line) of every place that a finding names.
    """

    findings: tuple[Finding, ...]
    errors: tuple[ScanError, ...]
    targets: frozenset[Target]
    files: int
    files_parsed: int
    lines: int
    seconds: float
    excerpts: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """2 where something could not be checked, else 1 where something was found, else 0."""
        return 2 if self.errors else 1 if self.findings else 0
