"""Which files are worth parsing, told from their bytes: most say nothing about processes."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mpcheck import source, suppress
from mpcheck.words import holds_any, stands_in_code

if TYPE_CHECKING:
    from mpcheck.analysis import Analysis


#: An identifier, or the star of ``from module import *``.
_WORD = re.compile(rb"[^\W\d]\w*|(?<=import )\*")
#: The words of programs that choose how processes are started, also by what they import.
_CHOOSING = (b"set_start_method", b"freeze_support")
#: ``name as other`` and ``other = name``.
_RENAMED = re.compile(rb"\b([^\W\d]\w*)[ \t]+as[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*(?:\w+\.)*(\w+)[ \t]*\r?$", re.MULTILINE)


@dataclass(slots=True)
class Prefilter:
    """Collects the files of a scan and what they import.

    A file is worth parsing if it passes by its own words, or if it imports a file that turned out to matter
    and mentions one of the names through which it does.
    """

    analysis: Analysis
    triggers: tuple[bytes, ...]
    _passing: dict[str, None] = field(default_factory=dict)
    _about_processes: set[str] = field(default_factory=set)
    _importers: dict[str, list[str]] = field(default_factory=dict)
    _imported: dict[str, set[str]] = field(default_factory=dict)
    #: The bytes of the files that import others.
    _contents: dict[str, bytes] = field(default_factory=dict)
    _names: dict[str, _Names] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _outside: set[str] = field(default_factory=set)
    _choosing: list[str] = field(default_factory=list)
    _process_words: tuple[bytes, ...] = field(init=False)
    #: The triggers that say nothing of worker processes.
    _further_words: tuple[bytes, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._process_words = self.analysis.process_words()
        self._further_words = tuple(word for word in self.triggers if word not in self._process_words)

    def add(self, path: str, data: bytes, words: tuple[bytes, ...] = ()) -> None:
        """Take in a file; one that holds one of ``words``, which the user has added, passes, too."""
        self._seen.add(path)
        is_telling = holds_any(data, self._process_words + self._further_words)  # most files are not
        if (is_telling and self._uses_processes(path, data)) or any(word in data for word in words):
            self._about_processes.add(path)
            self._passing[path] = None
        elif (is_telling and holds_any(data, self._further_words)) or suppress.may_hold_some(data):
            self._passing[path] = None
        if any(word in data for word in _CHOOSING) and not _is_test(path):
            self._choosing.append(path)
        imported = self.analysis.imports(data, path)
        for other in imported:
            self._importers.setdefault(other, []).append(path)
        self._outside |= imported
        if imported:
            self._imported[path] = imported
            self._contents[path] = data

    def _uses_processes(self, path: str, data: bytes) -> bool:
        """Whether a file's code names libraries that start processes; one's own files name it, and do not use it."""
        if not holds_any(data, self._process_words):
            return False
        own = {name.encode() for name in source.packages(os.path.dirname(path))}
        return stands_in_code(data, tuple(word for word in self._process_words if word not in own))

    def passing(self) -> list[str]:
        """The files that pass by their own words, with those outside the scan that it imports."""
        while outside := self._outside - self._seen:
            self._outside = set()
            for path in sorted(outside):
                self._seen.add(path)
                with contextlib.suppress(source.UncheckableError):
                    self.add(path, source.read(path))
        return list(self._passing)

    def is_about_processes(self, path: str) -> bool:
        """Whether a file that passes holds a word of libraries that start processes."""
        return path in self._about_processes

    def imported_by(self, paths: Iterable[str]) -> set[str]:
        """The files that these import, directly or not."""
        found: set[str] = set()
        stack = list(paths)
        while stack:
            new = self._imported.get(stack.pop(), set()) - found
            found |= new
            stack += new
        return found

    def choosing_importers(self) -> dict[str, tuple[str, ...]]:
        """For the files that programs import, directly or not: those of the programs that may choose how they start processes."""
        found: dict[str, tuple[str, ...]] = {}
        for program in self._choosing:
            for path in self.imported_by([program]) - {program}:
                found[path] = (*found.get(path, ()), program)
        return found

    def users(self, exports: Mapping[str, frozenset[str]]) -> list[str]:
        """The files that mention a name through which a file that they import matters.

        A file that mentions such a name may hand it on, also by another name: what it imports counts as its
        own.  A package hands on its modules without a word of what they hold.
        """
        found: dict[str, None] = {}
        matters: dict[str, set[bytes]] = {}
        stack = [(path, {name.encode() for name in names}) for path, names in exports.items() if names]
        while stack:
            path, names = stack.pop()
            new = names - matters.setdefault(path, set())
            matters[path] |= new
            for user in self._importers.get(path, ()) if new else ():
                names_of_user = self._names_of(user)
                mentioned = names_of_user.among(new)
                if mentioned:
                    found[user] = None
                    others = {other for name, other in names_of_user.renamed if name in mentioned}
                    stack.append((user, mentioned | others))
                if _is_package(user):
                    stack.append((user, new))
        return list(found)

    def _names_of(self, path: str) -> _Names:
        if path not in self._names:
            self._names[path] = _Names(self._contents.pop(path))
        return self._names[path]


class _Names:
    """The names that a file mentions, and those that it gives to others: (the old one, the new one)."""

    def __init__(self, data: bytes) -> None:
        self._words = frozenset(_WORD.findall(data))
        self.renamed = [(old or value, new or name) for old, new, name, value in _RENAMED.findall(data)]

    def among(self, names: set[bytes]) -> set[bytes]:
        """Those of the names that it mentions: all, if it imports whatever a module holds."""
        return names if b"*" in self._words else names & self._words


def _is_test(path: str) -> bool:
    """Whether a file holds tests, or what they share, to which nobody but them leaves a choice."""
    folder, name = os.path.split(path)
    is_shared = name == "conftest.py" or os.path.basename(folder) in source.TEST_FOLDERS
    return is_shared or source.is_named_for_tests(name)


def _is_package(path: str) -> bool:
    return os.path.basename(path).startswith("__init__.")
