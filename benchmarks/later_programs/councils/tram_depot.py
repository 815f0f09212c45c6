"""Moves trams to their tracks for the night; one tram at a time on the crossing."""
import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Crossing:
    name: str
    seconds: float = 0.001
    gate: Any = field(default_factory=multiprocessing.Lock, repr=False)

    def pass_over(self, tram):
        with self.gate:
            time.sleep(self.seconds)
        return tram


@dataclass
class Depot:
    tracks: int
    crossing: Crossing
    _placed: dict = field(default_factory=dict)

    def shunt(self, tram):
        passed = self.crossing.pass_over(tram)
        return passed, passed % self.tracks

    def night(self, trams):
        with ProcessPoolExecutor(max_workers=2) as executor:
            futures = {executor.submit(self.shunt, tram) for tram in trams}
            for future in as_completed(futures):
                tram, track = future.result()
                self._placed.setdefault(track, []).append(tram)
        return self._placed


def main():
    depot = Depot(tracks=3, crossing=Crossing("south"))
    for track, trams in sorted(depot.night(range(101, 109)).items()):
        print(track, sorted(trams))
    print("ok")


if __name__ == "__main__":
    main()
