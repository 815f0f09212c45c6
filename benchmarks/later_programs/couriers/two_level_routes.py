from __future__ import annotations

import itertools
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    name: str
    stops: tuple[int, ...]


def detour(order: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    cost = sum(abs(a - b) for a, b in zip((0,) + order, order + (0,)))
    return cost, order


class RegionPlanner:
    helpers = 2

    def orders(self, region: Region):
        return list(itertools.permutations(region.stops))

    def __call__(self, region: Region) -> tuple[str, int]:
        with multiprocessing.Pool(self.helpers) as pool:
            cost, _ = min(pool.map(detour, self.orders(region), chunksize=30))
        return region.name, cost


def plan(regions: list[Region]) -> dict[str, int]:
    with ProcessPoolExecutor(max_workers=2) as coordinators:
        return dict(coordinators.map(RegionPlanner(), regions))


def main() -> None:
    regions = [
        Region("north", (4, 9, 2, 7)),
        Region("south", (3, -5, 8, 1)),
    ]
    costs = plan(regions)
    for region in regions:
        best = min(detour(order)[0] for order in itertools.permutations(region.stops))
        assert costs[region.name] == best, (region, costs)
    print("ok")


if __name__ == "__main__":
    main()
