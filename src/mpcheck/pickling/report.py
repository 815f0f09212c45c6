"""What is known about one object under one interpreter, and how it is written down."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

METHODS = ("fork", "spawn", "forkserver")


@dataclass(frozen=True)
class Origin:
    """The place in the source where an object was made."""

    path: str
    line: int


@dataclass(frozen=True)
class Culprit:
    """A part of the object that keeps the whole from crossing.

    ``path`` leads to it in Python's notation.  ``cloudpickle`` and ``dill``: whether these could pickle it; None where
    they are not installed or were not tried.
    """

    path: str
    type: str
    reason: str
    cure: str
    origin: Origin | None = None
    cloudpickle: bool | None = None
    dill: bool | None = None


@dataclass(frozen=True)
class Part:
    """One of the largest parts of a large object."""

    path: str
    type: str
    size_bytes: int
    dump_seconds: float


@dataclass(frozen=True)
class Problem:
    """Why the object could not be tried, and what to do about it."""

    message: str
    cure: str


@dataclass(frozen=True)
class PicklingReport:
    """Whether an object crosses to another process.

    ``crosses`` says for each start method whether a process got it as an argument: None where that was not tried or the
    method does not work on this machine; ``obstacles`` says why not.  ``picklable`` is about what pools and queues do:
    pickling it and loading it again where it is; None where that did not come to an end.  Seconds and bytes are those
    of one pickle.  ``error`` is None unless the object could not be tried.
    """

    name: str
    python: str | None = None
    version: str | None = None
    type: str | None = None
    picklable: bool | None = None
    crosses: dict[str, bool | None] = field(default_factory=lambda: dict.fromkeys(METHODS))
    obstacles: dict[str, str] = field(default_factory=dict)
    culprits: tuple[Culprit, ...] = ()
    size_bytes: int | None = None
    dump_seconds: float | None = None
    load_seconds: float | None = None
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()
    error: Problem | None = None

    @property
    def exit_code(self) -> int:
        """2 where it could not be tried, 1 where it does not cross by every method that works here, else 0."""
        known = [crossed for crossed in self.crosses.values() if crossed is not None]
        if self.error is not None or not known:
            return 2
        return 0 if all(known) else 1

    def as_json(self) -> dict[str, Any]:
        """As `schemas/pickle-report.schema.json` says."""
        return asdict(self)

    def __str__(self) -> str:
        from mpcheck.pickling.text import as_text

        return as_text(self)
