"""The report for people: tables of verdicts, and notes with cause and cure under them."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from mpcheck.env.judge import Row, Status
from mpcheck.env.known_bugs import KnownBug
from mpcheck.env.survey import METHODS, Interpreter

WIDTH = 100
NAMES = {"cpython": "", "win32": "win", "emscripten": "wasm"}
SUFFIXES = {"free-threaded": "t", "debug": "d"}


@dataclass(frozen=True)
class Table:
    """Column heads and rows of cells, all plain text."""

    heads: tuple[str, ...]
    rows: list[list[str]]


@dataclass(frozen=True)
class Note:
    """What is to be said about some rows: which, why, and what to do."""

    number: int
    title: str
    cause: str
    cure: str
    rules: tuple[str, ...]


class Document:
    """All that is shown about one or more interpreters."""

    def __init__(self, interpreters: Sequence[Interpreter]) -> None:
        self.interpreters = interpreters
        self.labels = _labels(interpreters)
        self._numbers: dict[tuple[str, str, str], int] = {}
        for row in (row for one in interpreters for row in one.probes if row.cause and row.status != "missing"):
            self._numbers.setdefault(_key(row), len(self._numbers) + 1)
        for row in (row for one in interpreters for row in one.probes if row.cause and row.status == "missing"):
            self._numbers.setdefault(_key(row), len(self._numbers) + 1)

    def tables(self) -> list[Table]:
        """One interpreter: start methods side by side, then the machine.  Several: the interpreters side by side."""
        if len(self.interpreters) == 1:
            found = [self._by_method(self.interpreters[0]), self._others(self.interpreters[0])]
            return [table for table in found if table.rows]
        return list(self._side_by_side())

    def notes(self) -> list[Note]:
        """The notes, in the order of their numbers."""
        return [
            Note(number, self._title(key), key[1], key[2], self._rules(key)) for key, number in self._numbers.items()
        ]

    def known_bugs(self) -> list[tuple[KnownBug, list[str]]]:
        """The bugs of these versions, each with the labels of the interpreters that have it."""
        found: dict[KnownBug, list[str]] = {}
        for label, one in zip(self.labels, self.interpreters, strict=True):
            for bug in one.known_bugs:
                found.setdefault(bug, []).append(label)
        return list(found.items())

    def summary(self) -> str:
        """How many rows have which verdict."""
        counts = Counter(row.status for one in self.interpreters for row in one.probes)
        return f"{sum(counts.values())} probes: " + ", ".join(
            f"{counts[status]} {status}" for status in get_args(Status) if counts[status]
        )

    def _cell(self, rows: Iterable[Row]) -> str:
        rows = list(rows)
        if not rows:
            return "-"
        words = list(dict.fromkeys(row.status for row in rows))
        numbers = sorted({self._numbers[_key(row)] for row in rows if row.cause})
        return "/".join(words) + (f" [{','.join(map(str, numbers))}]" if numbers else "")

    def _by_method(self, one: Interpreter) -> Table:
        found = {(row.id, row.start_method): row for row in one.probes}
        methods = [method for method in METHODS if any(row.start_method == method for row in one.probes)]
        names = list(dict.fromkeys(row.id for row in one.probes if row.start_method))
        rows = [
            [name, *(self._cell([found[name, method]]) for method in methods), _times(found[name, m] for m in methods)]
            for name in names
        ]
        return Table(("start method:", *methods, "ms"), rows)

    def _others(self, one: Interpreter) -> Table:
        rows = [[row.id, self._cell([row]), _times([row]), row.detail] for row in one.probes if not row.start_method]
        return Table(("any start method:", "verdict", "ms", "detail"), rows)

    def _side_by_side(self) -> Iterator[Table]:
        """Interpreters as columns, as many as fit side by side; "!" marks the rows in which any two differ."""
        keys = list(_lines(self.interpreters))
        cells = [[self._cell(_rows(one, *key)) for key in keys] for one in self.interpreters]
        differ = [
            "!" if len({column[line].split(" [")[0] for column in cells}) > 1 else "" for line in range(len(keys))
        ]
        first = [f"{name} {method or ''}".strip() for name, method in keys]
        defaults = [str(_facts(one, "start-methods").get("default", "-")) for one in self.interpreters]
        # tabulate leaves two columns beside each head, and two between columns.
        widths = [
            max(len(label) + 2, len(default), *map(len, column)) + 2
            for label, default, column in zip(self.labels, defaults, cells, strict=True)
        ]
        last = ["!" if len(set(defaults)) > 1 else "", "default start method"]
        for some in _fitting(widths, WIDTH - max(map(len, [*first, last[1]])) - 4):
            rows = [[differ[line], first[line], *(cells[n][line] for n in some)] for line in range(len(keys))]
            rows.append([*last, *(defaults[n] for n in some)])
            yield Table(("", "", *(self.labels[n] for n in some)), rows)

    def _rules(self, key: tuple[str, str, str]) -> tuple[str, ...]:
        """The rules whose findings these rows decide."""
        if key[0] != "broken":
            return ()
        return tuple(
            sorted({rule for one in self.interpreters for row in one.probes if _key(row) == key for rule in row.rules})
        )

    def _title(self, key: tuple[str, str, str]) -> str:
        """The rows that a note is about; interpreters and start methods are named where not all are meant."""
        subjects: dict[str, list[str]] = {}
        for label, one in zip(self.labels, self.interpreters, strict=True):
            subjects.setdefault(_subjects([row for row in one.probes if _key(row) == key], one), []).append(label)
        parts = [
            f"{what} on {', '.join(where)}" if len(self.interpreters) > 1 and len(where) < len(self.labels) else what
            for what, where in subjects.items()
            if what
        ]
        return f"{key[0]}: {'; '.join(parts)}"


def _key(row: Row) -> tuple[str, str, str]:
    return row.status, row.cause, row.cure


def _times(rows: Iterable[Row]) -> str:
    return " / ".join("-" if row.seconds is None else f"{row.seconds * 1000:.0f}" for row in rows)


def _rows(one: Interpreter, name: str, method: str | None) -> list[Row]:
    return [row for row in one.probes if row.id == name and method in (None, row.start_method)]


def _facts(one: Interpreter, name: str) -> dict[str, Any]:
    return next((row.facts for row in _rows(one, name, None)), {})


def _lines(interpreters: Sequence[Interpreter]) -> Iterator[tuple[str, str | None]]:
    """The lines of a comparison: a probe, or a probe and a start method where some interpreter's methods disagree."""
    for name in dict.fromkeys(row.id for one in interpreters for row in one.probes):
        found = [_rows(one, name, None) for one in interpreters]
        if all(len({row.status for row in rows}) <= 1 for rows in found):
            yield name, None
        else:
            for method in METHODS:
                yield name, method


def _subjects(rows: Sequence[Row], one: Interpreter) -> str:
    """The probes of some rows, those with the same start methods together."""
    if len(rows) == len(one.probes):
        return "all probes"
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(row.id for row in rows):
        mine = [row.start_method or "" for row in rows if row.id == name]
        whole = len(mine) == len(_rows(one, name, None))
        groups.setdefault("" if whole else f" ({', '.join(mine)})", []).append(name)
    return "; ".join(", ".join(names) + methods for methods, names in groups.items())


def _fitting(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Column numbers in groups that fit into the room, at least one each."""
    group: list[int] = []
    for number, width in enumerate(widths):
        if group and sum(widths[n] for n in group) + width > room:
            yield group
            group = []
        group.append(number)
    yield group


def _labels(interpreters: Sequence[Interpreter]) -> list[str]:
    """A short name for each, unlike any other's."""
    names = [_label(one) for one in interpreters]
    return [
        name if names.count(name) == 1 else f"{name} ({names[:number].count(name) + 1})"
        for number, name in enumerate(names)
    ]


def _label(one: Interpreter) -> str:
    if one.version is None:
        return "unknown"
    words = [NAMES.get(word or "", word or "") for word in (one.implementation, one.platform) if word != "linux"]
    suffix = "".join(SUFFIXES.get(word, "") for word in one.build)
    others = [word for word in one.build if word not in SUFFIXES]
    return " ".join([*filter(None, words), one.version + suffix, *others])


def wrapped(text: str, indent: str, first: str | None = None) -> str:
    """A paragraph at most WIDTH wide; its first line begins with ``first`` where that is given."""
    begin = indent if first is None else first
    return textwrap.fill(text, WIDTH, initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False)
