"""Backfill of the rolling spend feature for a range of days."""
from concurrent.futures import ProcessPoolExecutor
from typing import Iterator, List

from features import Partition, rolling_spend


class Backfill:
    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self.executor = executor

    def rows(self, partitions: List[Partition]) -> Iterator[dict]:
        yield from self.executor.map(rolling_spend, partitions)


def partitions() -> List[Partition]:
    return [
        Partition(f"2024-03-{day:02d}", tuple(float(day * hour) for hour in range(1, 7)))
        for day in range(1, 9)
    ]


def main() -> None:
    days = partitions()
    with ProcessPoolExecutor(max_workers=2) as executor:
        rows = list(Backfill(executor).rows(days))
    peaks = [row["peak"] for row in rows]
    print(f"{len(rows)} feature rows, highest peak {max(peaks)}")
    print("ok" if peaks == [max(day.spend) for day in days] else "mismatch")


if __name__ == "__main__":
    main()
