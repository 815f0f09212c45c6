"""Distributes the titles of a catalogue over shards and looks them up again."""
from __future__ import annotations

import hashlib
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat

SHARDS = 4

_authors: dict[str, str] = {}


def load_authors(count: int) -> None:
    """Once for each worker."""
    _authors.update((f"Title {number}", f"Author {number % 37}") for number in range(count))


@dataclass(frozen=True)
class Title:
    name: str
    year: int

    def __hash__(self) -> int:
        return hash((self.name, self.year))


def shard_of(name: str) -> int:
    return zlib.crc32(name.encode("utf-8")) % SHARDS


def shelf_of(year: int) -> int:
    return hash(year) % 10


def fingerprint(name: str) -> str:
    return hashlib.blake2b(name.encode("utf-8"), digest_size=4).hexdigest()


def distribute(titles: list[Title], prefix: str) -> dict[int, list[tuple[str, str]]]:
    unique: dict[int, Title] = {}
    for title in titles:
        unique.setdefault(hash(title), title)
    shards: dict[int, list[tuple[str, str]]] = {}
    for title in unique.values():
        author = _authors.get(title.name, "anonymous")
        key = f"{prefix}{fingerprint(title.name)}/{shelf_of(title.year)}"
        shards.setdefault(shard_of(title.name), []).append((key, author))
    return shards


def main() -> None:
    titles = [Title(f"Title {number}", 1900 + number) for number in range(80)]
    batches = [titles[start : start + 20] * 2 for start in range(0, len(titles), 20)]
    with ProcessPoolExecutor(2, initializer=load_authors, initargs=(1000,)) as executor:
        merged: dict[int, dict[str, str]] = {shard: {} for shard in range(SHARDS)}
        for shards in executor.map(distribute, batches, repeat("cat-")):
            for shard, rows in shards.items():
                merged[shard].update(rows)
    assert sum(map(len, merged.values())) == len(titles)
    for title in titles:
        key = f"cat-{fingerprint(title.name)}/{shelf_of(title.year)}"
        assert merged[shard_of(title.name)][key].startswith("Author"), title
    print({shard: len(rows) for shard, rows in merged.items()})
    print("ok")


if __name__ == "__main__":
    main()
