"""Build a small dictionary from dialect texts."""
from __future__ import annotations

import abc
import re
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import DefaultDict, Iterable, Set

TEXTS = {
    "north": "bairn beck fell beck gimmer",
    "west": "grockle emmet dreckly emmet",
    "isles": "peerie simmer dim peerie",
}


class Observer(abc.ABC):
    @abc.abstractmethod
    def word_found(self, region: str, word: str) -> None:
        """A word was found in a text."""


class Lexicon(Observer):
    """Words and the regions that they are known in."""

    def __init__(self) -> None:
        self.words: DefaultDict[str, Set[str]] = defaultdict(set)

    def word_found(self, region: str, word: str) -> None:
        self.words[word].add(region)


class Reader:
    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    def read(self, region: str) -> int:
        words = re.findall(r"\w+", TEXTS[region])
        for word in words:
            self._observer.word_found(region, word)
        return len(words)

    def read_all(self, regions: Iterable[str]) -> int:
        with ProcessPoolExecutor() as executor:
            return sum(executor.map(self.read, regions))


def main() -> None:
    lexicon = Lexicon()
    read = Reader(lexicon).read_all(TEXTS)
    print(read, "words read")
    for word in sorted(lexicon.words):
        print("  ", word, *sorted(lexicon.words[word]))
    print("ok" if lexicon.words else "the lexicon is empty")


if __name__ == "__main__":
    main()
