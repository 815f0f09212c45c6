"""Measure the sky background of one night's frames in separate processes."""
import multiprocessing
import random
from dataclasses import dataclass, field
from statistics import mean


@dataclass
class Frame:
    number: int
    exposure: float
    pixels: list = field(repr=False)

    @classmethod
    def simulate(cls, number):
        rng = random.Random(number)
        return cls(number, 30.0, [100 + rng.random() for _ in range(500)])


def measure(frame, results):
    results.put((frame.number, mean(frame.pixels) / frame.exposure))


class ObservingNight:
    def __init__(self, date):
        self.date = date
        self.frames = []
        self.results = multiprocessing.Queue()

    def take(self, count):
        self.frames.extend(Frame.simulate(n) for n in range(count))

    def reduce(self):
        helpers = [
            multiprocessing.Process(target=measure, args=(frame, self.results))
            for frame in self.frames
        ]
        for helper in helpers:
            helper.start()
        levels = dict(self.results.get(timeout=30) for _ in helpers)
        for helper in helpers:
            helper.join()
        if failed := [h.name for h in helpers if h.exitcode]:
            raise SystemExit(f"failed: {failed}")
        return levels


def main():
    night = ObservingNight("2025-03-14")
    night.take(3)
    # The camera driver does not survive a fork.
    multiprocessing.set_start_method("spawn")
    levels = night.reduce()
    for number, level in sorted(levels.items()):
        print(night.date, number, f"{level:.3f}")
    assert sorted(levels) == [0, 1, 2]
    print("ok")


if __name__ == "__main__":
    main()
