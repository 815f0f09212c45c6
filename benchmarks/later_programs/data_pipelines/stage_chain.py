"""A two-stage transform: every stage is a process that maps rows from one queue to the next."""
import multiprocessing as mp
from dataclasses import dataclass
from typing import Any, Callable, Dict, List

Row = Dict[str, Any]


class Stage(mp.Process):
    """Takes rows from upstream until None comes, hands the mapped rows downstream."""

    def __init__(self, name: str, transform: Callable[[Row], Row], upstream, downstream):
        super().__init__(name=name)
        self.transform = transform
        self.upstream = upstream
        self.downstream = downstream

    def run(self) -> None:
        for row in iter(self.upstream.get, None):
            self.downstream.put(self.transform(row))
        self.downstream.put(None)


@dataclass(frozen=True)
class Units:
    length: float = 0.3048
    weight: float = 0.45359237


def to_metric(units: Units) -> Callable[[Row], Row]:
    factors = {"feet": ("metres", units.length), "pounds": ("kilograms", units.weight)}

    def convert(row: Row) -> Row:
        out: Row = {}
        for column, value in row.items():
            label, factor = factors.get(column, (column, 1))
            out[label] = round(value * factor, 4)
        return out

    return convert


def add_density(row: Row) -> Row:
    return dict(row, density=round(row["kilograms"] / row["metres"], 4))


class Chain:
    def __init__(self, *steps):
        self.queues = [mp.Queue() for _ in range(len(steps) + 1)]
        self.stages = [
            Stage(f"stage-{n}", step, self.queues[n], self.queues[n + 1]) for n, step in enumerate(steps)
        ]

    def run(self, rows: List[Row]) -> List[Row]:
        for stage in self.stages:
            stage.start()
        for row in rows:
            self.queues[0].put(row)
        self.queues[0].put(None)
        results = list(iter(self.queues[-1].get, None))
        for stage in self.stages:
            stage.join()
            if stage.exitcode:
                raise RuntimeError(f"{stage.name} failed with {stage.exitcode}")
        return results


def main() -> None:
    rows = [{"id": n, "feet": 3.0 + n, "pounds": 10.0 * (n + 1)} for n in range(6)]
    metric = to_metric(Units())
    results = Chain(metric, add_density).run(rows)
    print(len(results), "rows")
    print("ok" if results == [add_density(metric(row)) for row in rows] else "wrong")


if __name__ == "__main__":
    main()
