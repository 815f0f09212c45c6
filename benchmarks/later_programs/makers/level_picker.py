"""Pick the platformer levels that are worth play-testing."""
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field


@dataclass
class Level:
    name: str
    rows: list = field(default_factory=list)

    @property
    def width(self):
        return max(map(len, self.rows), default=0)


LEVELS = [
    Level("meadow", ["....o....", "..##.##..", "#########"]),
    Level("cave", ["##..^..##", "#...o...#", "#########"]),
    Level("tower", ["o", "#", ".", "#", "."]),
]


def count(level, tile):
    return sum(row.count(tile) for row in level.rows)


class Picker:
    def __init__(self, coin_weight=2.0, spike_weight=-1.5):
        self.coin_weight = coin_weight
        self.spike_weight = spike_weight

    def rate(self, levels, workers=2):
        coin, spike = self.coin_weight, self.spike_weight

        def fun(level):
            area = level.width * len(level.rows)
            bonus = coin * count(level, "o") + spike * count(level, "^")
            return bonus + count(level, "#") / area

        ratings = {}
        with ProcessPoolExecutor(workers) as pool:
            jobs = {pool.submit(fun, level): level.name for level in levels}
            for job in as_completed(jobs):
                ratings[jobs[job]] = job.result()
        return ratings


def main():
    ratings = Picker().rate(LEVELS)
    for name in sorted(ratings, key=ratings.get, reverse=True):
        print(f"{name:8} {ratings[name]:5.2f}")
    print("ok")


if __name__ == "__main__":
    main()
