"""A glossary, and scanners that look for its terms in text."""
from __future__ import annotations

import abc
import re
from typing import Dict, Iterator, List, Pattern, Tuple

Hit = Tuple[str, int]


class Glossary:
    def __init__(self, terms: Dict[str, str]) -> None:
        self.terms = dict(terms)

    def pattern(self) -> Pattern[str]:
        longest_first = sorted(self.terms, key=lambda term: -len(term))
        return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


class Scanner(abc.ABC):
    """Yields the words of interest of one text."""

    _active: "Scanner" = None

    @classmethod
    def install(cls, *args) -> None:
        Scanner._active = cls(*args)

    @classmethod
    def active(cls) -> "Scanner":
        if Scanner._active is None:
            raise LookupError("no scanner has been installed in this process")
        return Scanner._active

    @abc.abstractmethod
    def hits(self, text: str) -> Iterator[str]:
        ...

    def count(self, text: str) -> List[Hit]:
        tally: Dict[str, int] = {}
        for word in self.hits(text):
            tally[word.lower()] = tally.get(word.lower(), 0) + 1
        return sorted(tally.items())


class TermScanner(Scanner):
    def __init__(self, pattern: Pattern[str]) -> None:
        self.pattern = pattern

    def hits(self, text: str) -> Iterator[str]:
        return (match.group() for match in self.pattern.finditer(text))
