from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import Iterable, Iterator

SHARDS = 8


def shard_of(name: str) -> int:
    return hash(name) % SHARDS


class PhoneBook:
    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self.shards: list[dict[str, str]] = [{} for _ in range(SHARDS)]
        for name, number in entries:
            self.shards[shard_of(name)][name] = number

    def find(self, name: str) -> str | None:
        return self.shards[shard_of(name)].get(name)


def resolve(task: tuple[PhoneBook, list[str]]) -> list[str]:
    book, names = task
    return [name for name in names if book.find(name) is not None]


def batches(items: list[str], size: int) -> Iterator[list[str]]:
    for at in range(0, len(items), size):
        yield items[at:at + size]


def main() -> None:
    people = [f"person-{n:03}" for n in range(200)]
    book = PhoneBook((name, f"555-{n:04}") for n, name in enumerate(people))
    with ProcessPoolExecutor(max_workers=2) as executor:
        tasks = [(book, batch) for batch in batches(people, 50)]
        known = [name for found in executor.map(resolve, tasks) for name in found]
    print(f"{len(known)} of {len(people)} people found")


if __name__ == "__main__":
    main()
