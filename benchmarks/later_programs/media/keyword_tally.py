"""Tallies keywords of stills into shared tables, by keyword and by camera."""
import multiprocessing as mp
import zlib
from dataclasses import dataclass
from typing import Any, Dict, List

KEYWORDS = ("sky", "water", "people", "neon")
CAMERAS = ("A", "B", "C")


@dataclass
class Tables:
    by_keyword: Dict[str, List[str]]
    by_camera: Dict[str, Dict[str, int]]
    guard: Any

    @classmethod
    def within(cls, manager) -> "Tables":
        return cls(
            by_keyword=manager.dict({word: manager.list() for word in KEYWORDS}),
            by_camera=manager.dict({camera: {} for camera in CAMERAS}),
            guard=manager.Lock(),
        )

    def count(self, camera: str, word: str) -> None:
        with self.guard:
            row = self.by_camera[camera]
            row[word] = row.get(word, 0) + 1
            self.by_camera[camera] = row

    def add(self, word: str, still: str) -> None:
        self.by_keyword[word].append(still)


def seen_in(still: str) -> List[str]:
    score = zlib.crc32(still.encode())
    return [word for bit, word in enumerate(KEYWORDS) if score >> (bit * 2) & 1]


def index(tables: Tables, camera: str, numbers: range) -> int:
    filed = 0
    for number in numbers:
        still = f"{camera}{number:04d}"
        for word in seen_in(still):
            tables.add(word, still)
            tables.count(camera, word)
            filed += 1
    return filed


def main() -> None:
    with mp.Manager() as manager:
        tables = Tables.within(manager)
        with mp.Pool(2) as pool:
            work = [(tables, camera, range(n, n + 8)) for camera in CAMERAS for n in (0, 8)]
            filed = sum(pool.starmap(index, work, chunksize=1))
        listed = sum(len(tables.by_keyword[word]) for word in KEYWORDS)
        counted = sum(sum(tables.by_camera[camera].values()) for camera in CAMERAS)
        for camera in CAMERAS:
            print(camera, dict(sorted(tables.by_camera[camera].items())))
    if not filed == listed == counted:
        print(f"filed {filed}, listed {listed}, counted {counted}")
        return
    print("ok")


if __name__ == "__main__":
    main()
