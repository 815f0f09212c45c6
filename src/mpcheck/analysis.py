"""The model and the rules as the engine sees them.

Everything is imported on first use: most scans meet no file that is worth a model.
"""

from __future__ import annotations

import ast
import functools
import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from mpcheck.described import Description
from mpcheck.targets import FOR_ALL, Claimed, Target

if TYPE_CHECKING:
    from mpcheck.model.module import Module
    from mpcheck.model.project import Project
    from mpcheck.rules.base import Rule


class Analysis(Protocol):
    """What the engine asks of the model and the rules; it is sent to worker processes by pickle."""

    def codes(self) -> frozenset[str]:
        """The codes of all rules."""

    def triggers(self) -> tuple[bytes, ...]:
        """A file that holds none of these cannot have a finding."""

    def process_words(self) -> tuple[bytes, ...]:
        """A file that holds none of these has to do with worker processes only through files that it imports."""

    def rules(self, codes: Iterable[str]) -> tuple[Rule, ...]:
        """The rules of these codes."""

    def imports(self, data: bytes, file: str) -> set[str]:
        """The files of the project that a file imports, told from its bytes."""

    def tree(self, file: str, text: str) -> ast.Module | None:
        """What this text of a file was parsed to when another one that imports it was checked; None where it was not."""

    def module(
        self,
        path: str,
        text: str,
        tree: ast.Module,
        targets: frozenset[Target],
        file: str,
        described: tuple[Description, ...] = (),
        claimed: Claimed = FOR_ALL,
        programs: tuple[str, ...] = (),
    ) -> Module:
        """The model of one file; ``file`` is its place on disk, from which its imports are found.

        ``described`` are functions that the user has described, ``claimed`` is what the project says that it is for,
        ``programs`` are files that import it and may choose how it starts processes.
        """


class Installed:
    """The model and the rules of this package."""

    def codes(self) -> frozenset[str]:
        from mpcheck.rules import REGISTRY

        return frozenset(REGISTRY)

    def triggers(self) -> tuple[bytes, ...]:
        from mpcheck.model.trigger_words import TRIGGERS

        return TRIGGERS

    def process_words(self) -> tuple[bytes, ...]:
        from mpcheck.model.trigger_words import LIBRARY_WORDS, PROCESS_WORDS

        return (*PROCESS_WORDS, *LIBRARY_WORDS)

    def rules(self, codes: Iterable[str]) -> tuple[Rule, ...]:
        from mpcheck.rules import load

        return load(codes)

    def imports(self, data: bytes, file: str) -> set[str]:
        return project().imported_files(data, file)

    def tree(self, file: str, text: str) -> ast.Module | None:
        return project().tree(file, text)

    def module(
        self,
        path: str,
        text: str,
        tree: ast.Module,
        targets: frozenset[Target],
        file: str,
        described: tuple[Description, ...] = (),
        claimed: Claimed = FOR_ALL,
        programs: tuple[str, ...] = (),
    ) -> Module:
        from mpcheck.model.api import tables
        from mpcheck.model.module import Module

        if project().size > _MOST_CHARACTERS:
            # Files that are needed again are read again: memory stays bounded however large the project is.
            project.cache_clear()
            gc.collect()  # which would else not look at what is as old as these
        project().programs[file] = programs
        return Module(path, text, tree, targets, project(), file, tables(described), claimed)


#: The text of the files held at once; what is known of them takes about eighty times as much.
_MOST_CHARACTERS = 20_000_000


@functools.cache
def project() -> Project:
    """The files read so far by this process: one that several import is read once."""
    from mpcheck.model.project import Project
    from mpcheck.source import show

    return Project(_read, show)


def _read(path: str) -> tuple[str, ast.Module] | None:
    from mpcheck import source

    try:
        text = source.decode(source.read(path))
        return text, source.parse(text)
    except source.UncheckableError:
        return None
