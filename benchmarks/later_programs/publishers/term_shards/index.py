from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Iterator

SHARDS = 8


def shard_of(term: str) -> int:
    return hash(term) % SHARDS


def terms_of(text: str) -> set[str]:
    return {word.strip(".,").lower() for word in text.split()}


class ShardedIndex:
    """Postings in a folder per shard, a file for each part of the collection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, part: int, documents: dict[int, str]) -> int:
        shards: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, text in documents.items():
            for term in terms_of(text):
                shards[shard_of(term)][term].append(number)
        for shard, postings in shards.items():
            place = self.folder / str(shard)
            place.mkdir(exist_ok=True)
            (place / f"{part}.json").write_text(json.dumps(postings), encoding="utf-8")
        return len(documents)

    def _postings(self, term: str) -> Iterator[int]:
        for file in (self.folder / str(shard_of(term))).glob("*.json"):
            yield from json.loads(file.read_text(encoding="utf-8")).get(term, ())

    def search(self, term: str) -> list[int]:
        return sorted(self._postings(term))
