"""Patterns of paths to leave out, as .gitignore files and ``exclude`` give them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mpcheck.source import UncheckableError, read

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns that hold below the folder ``root``, an absolute path."""

    root: str
    spec: GitIgnoreSpec

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """For a path below the root: True: left out; False: taken back by a pattern with ``!``; None: not spoken of."""
        relative = path[len(self.root) :].lstrip(os.sep).replace(os.sep, "/")
        return self.spec.check_file(relative + "/" if folder else relative).include


@cache
def patterns(root: str, lines: tuple[str, ...]) -> Patterns:
    """Compile patterns; like git, leave out lines that are none."""
    from pathspec import GitIgnoreSpec

    def is_valid(line: str) -> bool:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            return False
        return True

    return Patterns(root, GitIgnoreSpec.from_lines(filter(is_valid, lines)))


def gitignore_in(folder: str) -> Patterns | None:
    """The patterns of the .gitignore file of one folder, None where it has none that can be read."""
    path = os.path.join(folder, ".gitignore")
    if not os.path.isfile(path):
        return None
    try:
        data = read(path)
    except UncheckableError:
        return None
    return patterns(folder, tuple(data.decode("utf-8", "surrogateescape").splitlines()))


def gitignores_above(folder: str) -> tuple[Patterns, ...]:
    """What the folders above say, from the root of the repository down; nothing outside a repository."""
    found: list[Patterns] = []
    while not os.path.exists(os.path.join(folder, ".git")):
        folder, previous = os.path.dirname(folder), folder
        if folder == previous:
            return ()
        if (above := gitignore_in(folder)) is not None:
            found.insert(0, above)
    return tuple(found)


def is_left_out(path: str, layers: tuple[Patterns, ...], *, folder: bool) -> bool:
    """Git's rule: the deepest file that speaks of a path decides."""
    for layer in reversed(layers):
        if (verdict := layer.verdict(path, folder=folder)) is not None:
            return verdict
    return False
