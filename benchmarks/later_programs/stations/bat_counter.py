"""Calls of bats by species, counted by several detectors at once."""
from __future__ import annotations

import multiprocessing as mp
import sys
from contextlib import contextmanager

CALLS = {
    "pond": ["pipistrelle"] * 3000 + ["daubenton"] * 1200,
    "barn": ["pipistrelle"] * 1500 + ["noctule"] * 800,
    "lane": ["noctule"] * 500 + ["daubenton"] * 2500 + ["pipistrelle"] * 700,
}
SPECIES = ["daubenton", "noctule", "pipistrelle"]


class Census:
    def __init__(self) -> None:
        self._guard = mp.RLock()
        self._calls = mp.Array("q", len(SPECIES), lock=False)
        self._total = mp.Value("q", 0)
        self._louder = mp.Value("d", 0.0)

    @contextmanager
    def entry(self):
        with self._guard:
            yield self._calls

    def heard(self, species: str, decibels: float) -> None:
        with self.entry() as calls:
            calls[SPECIES.index(species)] += 1
        with self._total.get_lock():
            self._total.value += 1
        lock = self._louder.get_lock()
        lock.acquire()
        try:
            self._louder.value = max(self._louder.value, decibels)
        finally:
            lock.release()

    def by_species(self) -> dict[str, int]:
        with self.entry() as calls:
            return dict(zip(SPECIES, calls))

    @property
    def total(self) -> int:
        return self._total.value


def detector(site: str, census: Census) -> None:
    for n, species in enumerate(CALLS[site]):
        census.heard(species, 40 + (n * 7) % 35)


def main() -> None:
    census = Census()
    detectors = [mp.Process(target=detector, args=(site, census), name=site) for site in CALLS]
    for d in detectors:
        d.start()
    for d in detectors:
        d.join()
    silent = [d.name for d in detectors if d.exitcode != 0]
    if silent:
        sys.exit(f"no data from {silent}")
    counted = census.by_species()
    print(counted, "in all", census.total)
    assert counted == {s: sum(calls.count(s) for calls in CALLS.values()) for s in SPECIES}
    assert census.total == sum(map(len, CALLS.values()))
    print("ok")


if __name__ == "__main__":
    main()
