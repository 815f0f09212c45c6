"""Play a season of a dice game; an asyncio front end spreads the evenings over processes."""
from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import random
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import List, Optional, Tuple

_draw = random.Random(1966)  # decides the order of play and every evening's own seed


class Seeded:
    """Gives a task a generator that depends on its seed alone."""

    seed: int

    def generator(self) -> random.Random:
        return random.Random(self.seed)


@dataclass(frozen=True)
class Evening(Seeded):
    seed: int
    players: Tuple[str, ...]
    rounds: int = 12

    def play(self) -> Tuple[str, int]:
        dice = self.generator()
        scores: Counter = Counter()
        for _ in range(self.rounds):
            for player in self.players:
                throw = sorted(dice.randint(1, 6) for _ in range(3))
                scores[player] += 20 if len(set(throw)) == 1 else throw[-1]
        return max(scores.items(), key=lambda item: (item[1], item[0]))


def fixtures(players: List[str], evenings: int) -> List[Evening]:
    season = []
    for _ in range(evenings):
        order = players[:]
        _draw.shuffle(order)
        season.append(Evening(_draw.getrandbits(48), tuple(order)))
    return season


async def play_all(executor: Executor, season: List[Evening]) -> List[Tuple[str, int]]:
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*(loop.run_in_executor(executor, evening.play) for evening in season))


async def main(argv: Optional[List[str]] = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evenings", type=int, default=10)
    options = parser.parse_args(argv)

    season = fixtures(["Ada", "Bruno", "Chiara", "Dario"], options.evenings)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=2, mp_context=context) as executor:
        results = await play_all(executor, season)
    wins = Counter(winner for winner, _ in results)
    print(", ".join(f"{player} {count}" for player, count in sorted(wins.items())))
    print(f"{len(set(results))} different results in {len(results)} evenings")


if __name__ == "__main__":
    asyncio.run(main())
