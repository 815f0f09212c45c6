"""Replays a quarter of trading days, each day in a process of its own, under the limits of the production unit."""
import multiprocessing as mp
import random
from dataclasses import dataclass
from typing import Any, Dict, List, Tuple

try:
    import resource
except ImportError:
    resource = None

UNIT = {"LimitNOFILE": 144, "Restart": "no"}
DAYS = 63


@dataclass
class Lane:
    day: int
    fills: Any
    process: Any

    def run(self) -> List[Tuple[int, float]]:
        self.process.start()
        got = []
        while True:
            fill = self.fills.get(timeout=9)
            if fill is None:
                break
            got.append(fill)
        self.process.join()
        if self.process.exitcode != 0:
            raise RuntimeError(f"day {self.day} ended with {self.process.exitcode}")
        return got


def simulate(day: int, fills: Any) -> None:
    rng = random.Random(20240 + day)
    price, held = 100.0, 0
    for _ in range(40):
        move = rng.gauss(0.0, 0.4)
        price += move
        if abs(move) > 0.6:
            side = -1 if move > 0 else 1
            held += side
            fills.put((side, round(price, 4)))
    fills.put(None)


class Backtest:
    def __init__(self, ctx: Any) -> None:
        self.ctx = ctx
        self.lanes: Dict[int, Lane] = {}
        self.pnl: List[float] = []

    def lane(self, day: int) -> Lane:
        if day not in self.lanes:
            fills = self.ctx.Queue()
            process = self.ctx.Process(target=simulate, args=(day, fills), name=f"day-{day}")
            self.lanes[day] = Lane(day, fills, process)
        return self.lanes[day]

    def run(self, days: range) -> None:
        for day in days:
            fills = self.lane(day).run()
            cash = -sum(side * price for side, price in fills)
            net = sum(side for side, _ in fills)
            last = fills[-1][1] if fills else 0.0
            self.pnl.append(cash + net * last)


def apply_unit(unit: Dict[str, Any]) -> None:
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (unit["LimitNOFILE"], hard))


def main() -> None:
    apply_unit(UNIT)
    test = Backtest(mp.get_context())
    test.run(range(DAYS))
    wins = sum(1 for each in test.pnl if each > 0)
    print(f"{len(test.pnl)} days replayed, {wins} up, total {sum(test.pnl):.2f}")


if __name__ == "__main__":
    main()
