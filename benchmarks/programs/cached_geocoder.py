import threading
from concurrent.futures import ProcessPoolExecutor
from typing import Iterable, Optional


class Geocoder:
    """Turns names of towns into coordinates, with a cache."""

    def __init__(self, table: dict, workers: int = 2):
        self.table = table
        self.workers = workers
        self._cache: dict = {}
        self._cache_lock = threading.RLock()

    def remember(self, town: str, place: Optional[tuple]) -> None:
        with self._cache_lock:
            self._cache[town] = place

    def locate(self, town: str) -> Optional[tuple]:
        return self.table.get(town.strip().title())

    def locate_all(self, towns: Iterable[str]) -> dict:
        towns = list(towns)
        with ProcessPoolExecutor(self.workers) as executor:
            places = list(executor.map(self.locate, towns))
        for town, place in zip(towns, places):
            self.remember(town, place)
        return dict(self._cache)


TOWNS = {"Graz": (47.07, 15.44), "Linz": (48.31, 14.29), "Wels": (48.16, 14.02)}


def main() -> None:
    coder = Geocoder(TOWNS)
    found = coder.locate_all([" graz", "WELS", "atlantis"])
    for town, place in found.items():
        print(town, place)
    assert found[" graz"] == TOWNS["Graz"]
    assert found["atlantis"] is None
    print("ok")


if __name__ == "__main__":
    main()
