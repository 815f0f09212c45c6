"""Which files are worth parsing, told from their bytes: most say nothing about processes."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mpcheck import source, suppress

if TYPE_CHECKING:
    from mpcheck.analysis import Analysis


#: An identifier, or the star of ``from module import *``.
_WORD = re.compile(rb"[^\W\d]\w*|(?<=import )\*")
#: ``name as other`` and ``other = name``.
_RENAMED = re.compile(rb"\b([^\W\d]\w*)[ \t]+as[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*(?:\w+\.)*(\w+)[ \t]*\r?$", re.MULTILINE)


def passes(data: bytes, triggers: Sequence[bytes]) -> bool:
    """Whether a file can have a finding by itself."""
    return any(trigger in data for trigger in triggers) or suppress.MARKER.search(data) is not None


@dataclass(slots=True)
class Prefilter:
    """Collects the files of a scan and what they import.

    A file is worth parsing if it passes by its own words, or if it imports a file that turned out to matter
    and mentions one of the names through which it does.
    """

    analysis: Analysis
    triggers: Sequence[bytes]
    _passing: dict[str, None] = field(default_factory=dict)
    _importers: dict[str, list[str]] = field(default_factory=dict)
    _words: dict[str, frozenset[bytes]] = field(default_factory=dict)
    _renamed: dict[str, list[tuple[bytes, bytes]]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _outside: set[str] = field(default_factory=set)

    def add(self, path: str, data: bytes, words: Sequence[bytes] = ()) -> None:
        """Take in a file; one that holds one of ``words``, which the user has added, passes, too."""
        self._seen.add(path)
        if passes(data, self.triggers) or any(word in data for word in words):
            self._passing[path] = None
        imported = self.analysis.imports(data, path)
        for other in imported:
            self._importers.setdefault(other, []).append(path)
        self._outside |= imported
        if imported:
            self._words[path] = frozenset(_WORD.findall(data))
            renamed = [(old or value, new or name) for old, new, name, value in _RENAMED.findall(data)]
            if renamed:
                self._renamed[path] = renamed

    def passing(self) -> list[str]:
        """The files that pass by their own words, with those outside the scan that it imports."""
        while outside := self._outside - self._seen:
            self._outside = set()
            for path in sorted(outside):
                self._seen.add(path)
                with contextlib.suppress(source.UncheckableError):
                    self.add(path, source.read(path))
        return list(self._passing)

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
                words = self._words[user]
                mentioned = new if b"*" in words else new & words
                if mentioned:
                    found[user] = None
                    others = {other for name, other in self._renamed.get(user, ()) if name in mentioned}
                    stack.append((user, mentioned | others))
                if _is_package(user):
                    stack.append((user, new))
        return list(found)


def _is_package(path: str) -> bool:
    return os.path.basename(path).startswith("__init__.")
