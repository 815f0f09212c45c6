"""The programs that mpcheck is judged by: written from the catalogue alone, by people who had not seen the rules.

``programs`` holds the first sixty, the folders of ``later_programs`` those of other authors; the ``index.toml`` in each
describes them.  A program is a file ``NAME.py``, or a folder ``NAME`` with ``program.py`` as its
main module.  Those that are wrong name the pitfalls in them and the places to which a tool may point.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mpcheck.rules.base import Example, Outcome

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent / "programs"
LATER = sorted(path.parent for path in (Path(__file__).parent / "later_programs").glob("*/index.toml"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A program of the set.

    ``folder`` is the one that it stands in.  ``pitfalls`` are entries of the catalogue, none where it is right.
    ``places`` are pairs of a file, relative to that folder, and a line: all lines of each statement that the index
    names by one of them.
    """

    folder: Path
    name: str
    pitfalls: tuple[str, ...]
    places: frozenset[tuple[str, int]]
    example: Example

    @property
    def path(self) -> Path:
        """The file or folder."""
        place = self.folder / self.name
        return place if place.is_dir() else place.with_suffix(".py")

    @property
    def is_right(self) -> bool:
        return not self.pitfalls


def load(programs: Path = FOLDER) -> list[Listed]:
    """All programs of a folder, in the order of its index."""
    index = tomllib.loads((programs / "index.toml").read_text("utf-8"))
    return [_listed(programs, row) for row in index["program"]]


def _listed(programs: Path, row: dict[str, Any]) -> Listed:
    name = row["name"]
    folder = programs / name
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    main = folder / "program.py" if folder.is_dir() else folder.with_suffix(".py")
    beside = tuple((path.relative_to(folder).as_posix(), path.read_text("utf-8")) for path in files if path != main)
    example = Example(
        main.read_text("utf-8"),
        Outcome(row.get("outcome", "ok"), row.get("text", "")),
        methods=tuple(row.get("methods", ("fork", "spawn", "forkserver"))),
        pythons=row.get("pythons", ">=3.8"),
        platforms=tuple(row.get("platforms", ("linux", "windows"))),
        requires=tuple(row.get("requires", ())),
        files=beside,
    )
    shown = main.relative_to(programs).as_posix()
    named = [_place(place, shown, folder.name) for place in row.get("places", ())]
    places = frozenset((file, each) for file, line in named for each in _lines_of_statement(programs / file, line))
    return Listed(programs, name, tuple(row.get("pitfalls", ())), places, example)


def _place(written: str, main: str, folder: str) -> tuple[str, int]:
    """``12`` is a line of the program, ``tools.py:12`` one of a file beside it."""
    file, _, line = written.rpartition(":")
    return (f"{folder}/{file}" if file else main), int(line)


def _lines_of_statement(file: Path, line: int) -> range:
    """The lines of the innermost statement that stands on a line; of one with a body those before it."""
    spans: list[range] = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))) if file.suffix == ".py" else ():
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            spans.append(range(node.lineno, body[0].lineno if body else (node.end_lineno or node.lineno) + 1))
    return min((span for span in spans if line in span), key=len, default=range(line, line + 1))
