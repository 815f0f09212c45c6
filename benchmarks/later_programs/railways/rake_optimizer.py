"""Orders the cars of a rake; the optimizer owns its pool."""
import itertools
import multiprocessing
import threading
from typing import NamedTuple, Sequence


class Car(NamedTuple):
    code: str
    seats: int
    accessible: bool


class Rake:
    def __init__(self, cars: Sequence[Car]):
        self.cars = tuple(cars)

    def walk(self) -> int:
        """How far a wheelchair user has to go from the middle of the platform."""
        middle = len(self.cars) / 2
        return int(
            10 * sum(abs(i + 0.5 - middle) for i, c in enumerate(self.cars) if c.accessible)
        )


class RakeOptimizer:
    def __init__(self, context=None, workers: int = 2):
        self._lock = threading.Lock()
        self._pool = (context or multiprocessing).Pool(workers)
        self._best = {}
        self.penalty = 3

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ("_lock", "_pool"):
            state.pop(name)
        return state

    def cost(self, rake: Rake) -> int:
        dining_first = rake.cars[0].code.startswith("WR")
        return rake.walk() + (self.penalty if dining_first else 0)

    def optimize(self, cars: Sequence[Car]) -> Rake:
        rakes = [Rake(order) for order in itertools.permutations(cars)]
        costs = self._pool.map(self.cost, rakes)
        _, index = min(zip(costs, range(len(rakes))))
        with self._lock:
            self._best[frozenset(cars)] = rakes[index]
        return rakes[index]

    def close(self) -> None:
        self._pool.close()
        self._pool.join()


def main() -> None:
    optimizer = RakeOptimizer()
    try:
        best = optimizer.optimize(
            [Car("WR12", 24, False), Car("B51", 80, False), Car("B52", 62, True)]
        )
    finally:
        optimizer.close()
    assert best.cars[1].accessible
    assert best.cars[0].code == "B51"
    print("ok")


if __name__ == "__main__":
    main()
