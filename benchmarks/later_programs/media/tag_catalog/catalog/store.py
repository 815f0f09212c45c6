"""Which clips carry which tag."""
from typing import Iterator, List, MutableMapping, Tuple


class Catalog:
    def __init__(self, entries: MutableMapping[str, List[str]], guard):
        self._entries = entries
        self._guard = guard

    @classmethod
    def shared(cls, manager) -> "Catalog":
        return cls(manager.dict(), manager.Lock())

    def file(self, tag: str, clip: str) -> None:
        with self._guard:
            clips = self._entries.setdefault(tag, [])
            if clip not in clips:
                clips.append(clip)

    def listing(self) -> Iterator[Tuple[str, List[str]]]:
        for tag in sorted(self._entries.keys()):
            yield tag, list(self._entries[tag])

    def total(self) -> int:
        return sum(len(clips) for _tag, clips in self.listing())
