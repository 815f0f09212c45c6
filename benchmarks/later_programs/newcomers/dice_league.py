"""Round-robin league of dice strategies for the games club."""
import itertools
import multiprocessing as mp
import random
from dataclasses import dataclass, field
from typing import NamedTuple


class Strategy(NamedTuple):
    name: str
    hold_at: int


class Result(NamedTuple):
    home: str
    away: str
    winner: str


def turn(rng, hold_at):
    total = 0
    while total < hold_at:
        roll = rng.randint(1, 6)
        if roll == 1:
            return 0
        total += roll
    return total


def play(fixture):
    number, home, away = fixture
    rng = random.Random(f"match-{number}")
    scores = {home: 0, away: 0}
    while True:
        for player in (home, away):
            scores[player] += turn(rng, player.hold_at)
            if scores[player] >= 100:
                return Result(home.name, away.name, player.name)


@dataclass
class League:
    strategies: list
    context: object = field(default_factory=lambda: mp.get_context("fork"))
    workers: int = 2

    def fixtures(self):
        pairs = itertools.permutations(self.strategies, 2)
        return [(n, home, away) for n, (home, away) in enumerate(pairs)]

    def run(self):
        with self.context.Pool(self.workers) as pool:
            return pool.map(play, self.fixtures())


def table(results):
    points = {}
    for result in results:
        points[result.winner] = points.get(result.winner, 0) + 3
    return sorted(points.items(), key=lambda item: (-item[1], item[0]))


def main():
    league = League([Strategy("timid", 8), Strategy("twenty", 20), Strategy("greedy", 35)])
    results = league.run()
    for place, (name, points) in enumerate(table(results), 1):
        print(place, name, points)
    assert len(results) == 6
    print("ok")


if __name__ == "__main__":
    main()
