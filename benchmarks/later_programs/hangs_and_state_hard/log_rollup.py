"""Summarise daily access logs; workers are recycled to keep their memory small."""
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
import random
from typing import Dict, List


@dataclass
class DayReport:
    day: int
    hits: int = 0
    by_status: Dict[int, int] = field(default_factory=dict)


def fake_day(day: int, lines: int = 400) -> List[str]:
    rng = random.Random(day * 7919)
    return [f"GET /p/{rng.randrange(50)} {rng.choice((200, 200, 200, 304, 404))}" for _ in range(lines)]


def summarise(day: int) -> DayReport:
    report = DayReport(day)
    for line in fake_day(day):
        status = int(line.rsplit(" ", 1)[1])
        report.hits += 1
        report.by_status[status] = report.by_status.get(status, 0) + 1
    return report


recycling_executor = partial(ProcessPoolExecutor, max_workers=2, max_tasks_per_child=3)


class Rollup:
    def __init__(self, days, make_executor=recycling_executor):
        self.days = list(days)
        self.make_executor = make_executor

    def run(self) -> Dict[int, int]:
        totals: Dict[int, int] = {}
        with self.make_executor() as executor:
            for report in executor.map(summarise, self.days):
                for status, count in report.by_status.items():
                    totals[status] = totals.get(status, 0) + count
        return totals


if __name__ == "__main__":
    totals = Rollup(range(1, 31)).run()
    for status in sorted(totals):
        print(status, totals[status])
