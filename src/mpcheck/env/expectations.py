"""Compare a report with what is expected of it: a gate for CI."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpcheck.env.comparison import text_of
from mpcheck.env.saved import report_of
from mpcheck.env.survey import METHODS, Interpreter
from mpcheck.errors import MpcheckError, UsageError, did_you_mean

FIELDS = ("version", "implementation", "platform")


@dataclass(frozen=True)
class Expectation:
    """A key and the value that it has to have.

    Keys: one of FIELDS; a probe's id (the verdict under each start method), and after it, with dots between, a start
    method (the verdict under that one) and names of facts.
    """

    key: str
    value: str


def expectations(words: Sequence[str], ids: Collection[str]) -> list[Expectation]:
    """The expectations in KEY=VALUE words and in files: lines KEY=VALUE, or a report that was saved.

    Raises MpcheckError for a file that cannot be read, a line that is none, or a key of a probe that is not asked.
    """
    found: list[Expectation] = []
    for word in words:
        if "=" in word and not Path(word).exists():
            found.append(_expectation(word))
        else:
            found += _in_file(word)
    for one in found:
        name = one.key.partition(".")[0]
        if name not in ids and name not in FIELDS:
            cure = did_you_mean(name, [*ids, *FIELDS])
            raise UsageError(f"nothing called {name!r} is probed, but it is expected to be {one.value!r}", cure=cure)
    return found


def unmet(wanted: Sequence[Expectation], one: Interpreter) -> Iterator[str]:
    """A sentence for every expectation that an interpreter does not meet."""
    for expected in wanted:
        for where, value in _values(expected.key, one):
            if not _equal(where, value, expected.value):
                yield f"{where} is {text_of(value)}, expected {expected.value}"


def _expectation(text: str, path: str | None = None, line: int | None = None) -> Expectation:
    key, sign, value = (part.strip() for part in text.partition("="))
    if not key or not sign or not value:
        cure = "write KEY=VALUE, such as process.fork=ok or start-methods.default=fork"
        raise UsageError(f"{text!r} expects nothing", cure=cure, path=path, line=line)
    return Expectation(key, value)


def _in_file(path: str) -> list[Expectation]:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        cure = "name a file of KEY=VALUE lines, a saved report, or write KEY=VALUE"
        raise MpcheckError(f"the expectations cannot be read: {reason}", cure=cure, path=path) from error
    if text.lstrip().startswith("{"):
        return _of_report(text, path)
    lines = [(number, line.partition("#")[0].strip()) for number, line in enumerate(text.splitlines(), 1)]
    return [_expectation(line, path, number) for number, line in lines if line]


def _of_report(text: str, path: str) -> list[Expectation]:
    """The verdicts of a saved report and its default start method."""
    saved = report_of(text, path)
    if len(saved) != 1:
        cure = "save the report of one Python"
        raise MpcheckError(f"the report is on {len(saved)} Pythons, and one is needed", cure=cure, path=path)
    found = [
        Expectation(f"{row.id}.{row.start_method}" if row.start_method else row.id, row.status)
        for row in saved[0].probes
    ]
    defaults = [row.facts.get("default") for row in saved[0].probes if row.id == "start-methods"]
    return found + [Expectation("start-methods.default", str(default)) for default in defaults]


def _values(key: str, one: Interpreter) -> Iterator[tuple[str, Any]]:
    """What a key stands for: (what it is, its value), once for each start method unless that is named."""
    name, *rest = key.split(".")
    if name in FIELDS:
        yield key, getattr(one, name)
        return
    method = rest.pop(0) if rest and rest[0] in METHODS else None
    rows = [row for row in one.probes if row.id == name and (method is None or row.start_method == method)]
    if not rows:
        yield key, None
    for row in rows:
        where = ".".join(filter(None, (name, row.start_method, *rest)))
        yield where, _fact(row.facts, rest) if rest else row.status


def _fact(facts: Any, names: Sequence[str]) -> Any:
    for name in names:
        facts = facts.get(name) if isinstance(facts, dict) else None
    return facts


def _equal(key: str, value: Any, expected: str) -> bool:
    if key == "version":  # 3.12 is any of its releases
        return value is not None and (value == expected or value.startswith(expected + "."))
    if value == "slow" and expected == "ok":  # it works, and how fast is for another day
        return True
    if value == "ok" and expected == "slow":
        return True
    try:
        return bool(json.loads(expected) == value) or expected == text_of(value)
    except ValueError:
        return expected == text_of(value)
