"""Spreads photons over shards by the name of their source, the same way in every process."""

import json
import tempfile
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Shards:
    folder: str
    count: int

    def __hash__(self):
        return hash((type(self).__name__, self.count))

    def path_of(self, source):
        number = zlib.crc32(source.encode("utf-8")) % self.count
        return Path(self.folder, f"{number:02d}-{source}.json")

    def bucket(self, energy):
        return hash(int(energy)) % 8


def ingest(shards, source):
    histogram = {}
    for step in range(50):
        bucket = shards.bucket(step * 1.5)
        histogram[bucket] = histogram.get(bucket, 0) + 1
    shards.path_of(source).write_text(json.dumps(histogram), encoding="utf-8")
    return source


def main():
    sources = [f"PSR-J{number:04d}" for number in range(0, 2000, 100)]
    with tempfile.TemporaryDirectory() as folder:
        shards = Shards(folder, 16)
        with ProcessPoolExecutor(2) as executor:
            stored = list(executor.map(ingest, [shards] * len(sources), sources))
        lost = [source for source in stored if not shards.path_of(source).exists()]
    print(f"{len(stored) - len(lost)} of {len(sources)} found again")
    assert not lost
    print("ok")


if __name__ == "__main__":
    main()
