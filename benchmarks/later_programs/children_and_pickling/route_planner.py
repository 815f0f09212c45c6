import heapq
import threading
from multiprocessing import Pool


class Planner:
    """Shortest distances in a road network, with a cache shared by threads."""

    def __init__(self, roads):
        self.roads = roads
        self.cache = {}
        self._lock = threading.RLock()
        self._pool = None

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_lock"]
        state["_pool"] = None
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._lock = threading.RLock()

    def distances(self, start):
        with self._lock:
            if start in self.cache:
                return self.cache[start]
        best, heap = {start: 0}, [(0, start)]
        while heap:
            far, place = heapq.heappop(heap)
            if far > best[place]:
                continue
            for other, length in self.roads[place].items():
                if far + length < best.get(other, float("inf")):
                    best[other] = far + length
                    heapq.heappush(heap, (far + length, other))
        with self._lock:
            self.cache[start] = best
        return best

    def all_pairs(self, processes=2):
        places = sorted(self.roads)
        with Pool(processes) as self._pool:
            tables = self._pool.map(self.distances, places)
        self.cache.update(zip(places, tables))
        return self.cache


if __name__ == "__main__":
    planner = Planner({"a": {"b": 4, "c": 1}, "b": {"d": 5}, "c": {"b": 2, "d": 8}, "d": {"a": 3}})
    table = planner.all_pairs()
    for start, row in sorted(table.items()):
        print(start, sorted(row.items()))
    assert table["a"] == {"a": 0, "c": 1, "b": 3, "d": 8}
    print("ok")
