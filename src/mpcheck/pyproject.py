"""What pyproject.toml says to mpcheck, with the line of everything that it gets wrong."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mpcheck.described import Description, description
from mpcheck.errors import did_you_mean
from mpcheck.findings import ScanError
from mpcheck.source import UncheckableError, read, show
from mpcheck.targets import ALL_PYTHONS, PLATFORMS, START_METHODS, parse_python

LEVELS = ("strict", "default", "pedantic")


@dataclass(frozen=True, slots=True)
class Document:
    """The two tables of one pyproject.toml that matter.

    ``options`` holds the valid part of [tool.mpcheck], None where there is no such table;
    ``requires_python`` the specifier of [project], "" where there is none.
    """

    path: str
    options: Mapping[str, Any] | None = None
    requires_python: str = ""
    errors: tuple[ScanError, ...] = field(default=())


def load(path: str, codes: Collection[str]) -> Document | None:
    """Read a pyproject.toml; None where the file does not exist.  ``codes`` are those that may be selected.

    A file that is not TOML and never mentions mpcheck is some tool's test data: it says nothing to us.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        data = read(path)
    except UncheckableError as error:
        unreadable = error.code == "MP003"
        return Document(path, errors=(_error(path, None, error.message),)) if unreadable else None
    try:
        text = data.decode("utf-8")
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        if b"mpcheck" not in data:
            return Document(path)
        found = re.search(r"at line (\d+)", str(error))
        return Document(path, errors=(_error(path, int(found[1]) if found else None, f"is not TOML: {error}"),))
    return _document(path, text, content, codes)


def _document(path: str, text: str, content: Mapping[str, Any], codes: Collection[str]) -> Document:
    requires = _table(content, "project").get("requires-python", "")
    tool = _table(content, "tool")
    if "mpcheck" not in tool:
        return Document(path, requires_python=requires if isinstance(requires, str) else "")
    errors: list[ScanError] = []

    def refuse(keys: tuple[str, ...], message: str) -> None:
        errors.append(_error(path, line_of(text, keys), message))

    options = _valid_options(tool["mpcheck"], codes, refuse)
    return Document(path, options, requires if isinstance(requires, str) else "", tuple(errors))


def _table(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = content.get(key)
    return value if isinstance(value, dict) else {}


def _error(path: str, line: int | None, message: str) -> ScanError:
    return ScanError(show(path), line, message, "MP008")


def _valid_options(
    table: object, codes: Collection[str], refuse: Callable[[tuple[str, ...], str], None]
) -> dict[str, Any]:
    if not isinstance(table, dict):
        refuse((), "tool.mpcheck has to be a table")
        return {}
    checks: dict[str, Callable[[object], str]] = {
        "select": lambda value: _wrong_words(value, "code", lambda word: wrong_code(word, codes)),
        "ignore": lambda value: _wrong_words(value, "code", lambda word: wrong_code(word, codes)),
        "level": wrong_level,
        "exclude": lambda value: _wrong_words(value, "pattern"),
        "targets": lambda value: "" if isinstance(value, dict) else "has to be a table",
        "api": lambda value: "" if _is_list_of_tables(value) else "has to be an array of tables: [[tool.mpcheck.api]]",
    }
    valid: dict[str, Any] = {}
    for key, value in table.items():
        if key not in checks:
            refuse((key,), f"unknown key {key!r} in [tool.mpcheck]; {did_you_mean(key, checks)}")
        elif problem := checks[key](value):
            refuse((key,), f"{key}: {problem}")
        else:
            valid[key] = value
    if "targets" in valid:
        valid["targets"] = _valid_targets(valid["targets"], refuse)
    if "api" in valid:
        valid["api"] = _valid_descriptions(valid["api"], refuse)
    return valid


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _valid_descriptions(
    tables: list[dict[str, object]], refuse: Callable[[tuple[str, ...], str], None]
) -> tuple[Description, ...]:
    valid: dict[object, Description] = {}
    for number, table in enumerate(tables):
        place = ("api", str(number))

        def refuse_here(key: str, message: str, place: tuple[str, ...] = place) -> None:
            refuse((*place, key) if key else place, message)

        found = description(table, refuse_here)
        if found is not None and table["name"] in valid:
            refuse_here("name", f"api.name: {table['name']!r} is described twice")
        elif found is not None:
            valid[table["name"]] = found
    return tuple(valid.values())


def _valid_targets(table: Mapping[str, object], refuse: Callable[[tuple[str, ...], str], None]) -> dict[str, Any]:
    checks = {
        "platform": lambda word: wrong_word(word, PLATFORMS),
        "python": wrong_python,
        "start-method": lambda word: wrong_word(word, START_METHODS),
    }
    valid: dict[str, Any] = {}
    for key, value in table.items():
        if key not in checks:
            refuse(("targets", key), f"unknown key {key!r} in [tool.mpcheck.targets]; {did_you_mean(key, checks)}")
        elif problem := _wrong_words(value, "word", checks[key]):
            refuse(("targets", key), f"targets.{key}: {problem}")
        else:
            valid[key] = value
    return valid


def _wrong_words(value: object, noun: str, wrong: Callable[[str], str] | None = None) -> str:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return f"has to be a list of strings, each a {noun}"
    return next((problem for word in value if wrong and (problem := wrong(word))), "")


def wrong_level(value: object) -> str:
    """Why this is no level, or ""."""
    return wrong_word(value, LEVELS) if isinstance(value, str) else "has to be a string: " + ", ".join(LEVELS)


def wrong_word(word: str, words: Collection[str]) -> str:
    """Why this is none of the words, or ""."""
    return "" if word in words else f"there is no {word!r}; {did_you_mean(word, words)}"


def wrong_code(word: str, codes: Collection[str]) -> str:
    """Why this is neither a code nor the beginning of one, such as MP2, or ""."""
    if word.startswith("MP") and any(code.startswith(word) for code in codes):
        return ""
    return f"there is no code {word!r}; {did_you_mean(word, codes)}"


def wrong_python(word: str) -> str:
    """Why this is no Python version that mpcheck knows, or ""."""
    if parse_python(word) in ALL_PYTHONS:
        return ""
    return f"{word!r} is no Python that mpcheck knows: it knows 3.{ALL_PYTHONS[0][1]} to 3.{ALL_PYTHONS[-1][1]}"


def line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """The line where tool.mpcheck.``keys`` is written, else that of the table that holds it.

    The parser of the standard library gives no positions.  Tables, dotted keys and inline tables are found; the
    tables of an array have their number as a key.
    """
    path = ("tool", "mpcheck", *keys)
    best, best_line = 0, None
    table: tuple[str, ...] = ()
    arrays: Counter[tuple[str, ...]] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
        entry = re.match(r"""\s*([\w."'\- ]+?)\s*=""", line)
        if header:
            table = written = _parts(header[1])
            if line.lstrip().startswith("[["):
                table = written = (*table, str(arrays[table]))
                arrays[table[:-1]] += 1
        elif entry:
            written = (*table, *_parts(entry[1]))
        else:
            continue
        if written == path[: len(written)] and len(written) > best:
            best, best_line = len(written), number
    return best_line


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
