"""What import statements name, told from the bytes of a file: most files are never parsed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from mpcheck.model.tables.availability import PLATFORMS_OF

#: An import statement, from the begin of its line.
_IMPORT = re.compile(rb"[ \t]*(?:from[ \t]+([.\w]+)[ \t]*import[ \t]*(\([^)]*\)|[^\n(]*)|import[ \t]+([^\n]*))")
_NAME = re.compile(r"[A-Za-z_][\w.]*")


def imported_names(data: bytes, *, at_margin: bool = False) -> set[str]:
    """The dotted names that statements may import, and of names of a module that module.

    Of the standard library these are modules alone, and what some platforms lack.
    ``at_margin``: only of statements that are not indented, around which there is no test and no handler.
    """
    names: set[str] = set()
    for match in _statements(data):
        if at_margin and match[0][:1].isspace():
            continue
        source, listed, plain = (part.decode("ascii", "ignore") if part else "" for part in match.groups())
        words = _NAME.findall(listed or plain)
        if is_standard(source):
            names |= {source, *(name for word in words if (name := f"{source}.{word}") in PLATFORMS_OF)}
            continue
        joint = "" if not source or source.endswith(".") else "."
        names |= {f"{source}{joint}{word}" for word in words} | ({source} if source else set())
    return names


def is_standard(name: str) -> bool:
    """Whether a dotted name lies in the standard library."""
    return name.partition(".")[0] in sys.stdlib_module_names


def _statements(data: bytes) -> Iterator[re.Match[bytes]]:
    """The statements in a file's bytes; a search for their word alone is the fastest way to their lines."""
    place = data.find(b"import")
    while place >= 0:
        match = _IMPORT.match(data, data.rfind(b"\n", 0, place) + 1)
        if match is not None:
            yield match
        place = data.find(b"import", place + 6 if match is None else max(match.end(), place + 6))
