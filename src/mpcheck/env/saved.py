"""Read reports that `mpcheck env` saved as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from mpcheck.env.judge import Row, Status
from mpcheck.env.known_bugs import KnownBug
from mpcheck.env.reports import SCHEMA_VERSION
from mpcheck.env.survey import Interpreter
from mpcheck.errors import MpcheckError

CURE = "write it with: mpcheck env --save FILE"


def read_report(path: str) -> list[Interpreter]:
    """The interpreters of a saved report.  Raises MpcheckError where the file is none."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise MpcheckError(f"the report cannot be read: {reason}", cure=CURE, path=path) from error
    return report_of(text, path)


def report_of(text: str, path: str) -> list[Interpreter]:
    """The interpreters in the text of a saved report.  Raises MpcheckError where it is none."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise MpcheckError("the report is not JSON", cure=CURE, path=path, line=line) from error
    try:
        version, entries = content["schema_version"], content["interpreters"]
        if version != SCHEMA_VERSION:
            raise MpcheckError(f"its schema_version is {version!r}, not {SCHEMA_VERSION}", cure=CURE, path=path)
        return [_interpreter(entry) for entry in entries]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MpcheckError("this is no report of mpcheck env", cure=CURE, path=path) from error


def _interpreter(entry: Mapping[str, Any]) -> Interpreter:
    values = _known(Interpreter, entry)
    values["probes"] = tuple(_row(row) for row in entry["probes"])
    values["build"] = tuple(map(str, entry.get("build", ())))
    values["known_bugs"] = tuple(
        KnownBug(**{**_known(KnownBug, bug), "fixed_in": tuple(map(str, bug["fixed_in"]))})
        for bug in entry.get("known_bugs", ())
    )
    for name in ("executable", "version", "implementation", "platform"):
        values[name] = None if entry[name] is None and name != "executable" else str(entry[name])
    return Interpreter(**values)


def _row(entry: Mapping[str, Any]) -> Row:
    if entry["status"] not in get_args(Status) or not isinstance(entry["facts"], dict):
        raise ValueError(entry)
    words = {name: str(entry[name]) for name in ("id", "detail", "cause", "cure")}
    return Row(**{**_known(Row, entry), **words, "rules": tuple(map(str, entry.get("rules", ())))})


def _known(kind: type, entry: Mapping[str, Any]) -> dict[str, Any]:
    """What the class has fields for: a later version may save more."""
    return {field.name: entry[field.name] for field in fields(kind) if field.name in entry}
