"""An ensemble of flood forecasts: members differ, and yet each forecast can be repeated."""
from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Basin:
    name: str
    rain: float
    seed: int

    def generator(self, member: int) -> random.Random:
        return random.Random(f"{self.name}/{self.seed}/{member}")


def forecast(member: int, basin: Basin, hours: int) -> list[float]:
    rng = basin.generator(member)
    level, levels = 1.0, []
    for _ in range(hours):
        level = max(0.2, level + basin.rain * rng.gauss(0.0, 0.1))
        levels.append(round(level, 3))
    return levels


def ensemble(basin: Basin, members: int, hours: int = 24) -> list[list[float]]:
    run = partial(forecast, basin=basin, hours=hours)
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(run, range(members)))


def main() -> None:
    basin = Basin("Elbe", 1.4, seed=2024)
    first = ensemble(basin, 5)
    again = ensemble(basin, 5)
    assert first == again
    assert len({tuple(levels) for levels in first}) == 5
    print("ok")


if __name__ == "__main__":
    main()
