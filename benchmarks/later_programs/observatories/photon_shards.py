"""Writes photons to shards by the name of their source, then looks sources up again."""

import csv
import tempfile
from multiprocessing import Pool
from pathlib import Path


class ShardStore:
    """A folder of csv files, each with the photons of some sources."""

    def __init__(self, folder, shards):
        self.folder = Path(folder)
        self.shards = shards

    def path_of(self, source):
        return self.folder / f"shard-{hash(source) % self.shards}-{source}.csv"

    def append(self, source, energies):
        with self.path_of(source).open("a", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows((source, energy) for energy in energies)

    def energies(self, source):
        path = self.path_of(source)
        if not path.exists():
            return None
        with path.open(newline="", encoding="utf-8") as stream:
            return [float(row[1]) for row in csv.reader(stream)]


def ingest(job):
    store, source = job
    store.append(source, [len(source) * step / 10 for step in range(5)])
    return source


def main():
    sources = [f"PSR-J{number:04d}" for number in range(0, 4000, 100)]
    with tempfile.TemporaryDirectory() as folder:
        store = ShardStore(folder, 64)
        with Pool(2) as pool:
            stored = pool.map(ingest, [(store, source) for source in sources])
        lost = [source for source in stored if store.energies(source) is None]
        print(f"{len(stored)} stored")
        if lost:
            print("not found again: some sources")


if __name__ == "__main__":
    main()
