"""Simulated sensors, each in a process of its own, with noise after one of several models."""

import enum
import multiprocessing
import random
from typing import List, Tuple

_generator = random.Random(2024)


class Noise(enum.Enum):
    UNIFORM = "uniform"
    GAUSSIAN = "gaussian"

    def sample(self) -> float:
        if self is Noise.UNIFORM:
            return _generator.uniform(-1, 1)
        return _generator.gauss(0, 1)

    def series(self, length: int) -> Tuple[float, ...]:
        return tuple(round(self.sample(), 6) for _ in range(length))


def sensor(name: str, noise: Noise, readings) -> None:
    readings.put((name, noise.series(20)))


def simulate(names: List[str], noise: Noise) -> dict:
    readings = multiprocessing.SimpleQueue()
    sensors = [multiprocessing.Process(target=sensor, args=(name, noise, readings)) for name in names]
    for process in sensors:
        process.start()
    series = dict(readings.get() for _ in sensors)
    for process in sensors:
        process.join()
    return series


def main() -> None:
    names = ["inlet", "outlet", "sump"]
    series = simulate(names, Noise.GAUSSIAN)
    different = len(set(series.values()))
    if different == len(names):
        print("ok")
    else:
        print(f"{len(names)} sensors, {different} different series")


if __name__ == "__main__":
    main()
