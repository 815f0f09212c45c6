"""Conformance run against the simulated broker: every case has a share of the time budget, slow ones are given up."""
import concurrent.futures as cf
import enum
import sys
import time
from dataclasses import dataclass
from typing import Dict, List


class Verdict(enum.Enum):
    PASS = "pass"
    FAIL = "fail"
    SLOW = "given up"


@dataclass(frozen=True)
class Case:
    title: str
    messages: int
    lag: float = 0.0

    def perform(self) -> Verdict:
        backlog = list(range(self.messages))
        time.sleep(self.lag)
        received = [backlog.pop(0) for _ in range(self.messages)]
        return Verdict.PASS if received == sorted(received) else Verdict.FAIL


CASES = (
    Case("keeps order", 200),
    Case("survives an empty topic", 0),
    Case("redelivers after a lost broker", 20, lag=25.0),
    Case("accepts a batch", 500, lag=0.1),
)


class Conformance:
    def __init__(self, jobs: int, budget: float):
        self.jobs = jobs
        self.budget = budget
        self.verdicts: Dict[str, Verdict] = {}

    def run(self, cases) -> "Conformance":
        with cf.ProcessPoolExecutor(max_workers=self.jobs) as workers:
            tickets = {workers.submit(case.perform): case for case in cases}
            done, late = cf.wait(tickets, timeout=self.budget)
            for ticket in done:
                self.verdicts[tickets[ticket].title] = ticket.result()
            for ticket in late:
                ticket.cancel()
                self.verdicts[tickets[ticket].title] = Verdict.SLOW
        return self

    def lines(self) -> List[str]:
        return [f"{title:<36}{verdict.value}" for title, verdict in sorted(self.verdicts.items())]

    @property
    def failures(self) -> int:
        return sum(verdict is not Verdict.PASS for verdict in self.verdicts.values())


def main(argv: List[str]) -> int:
    budget = float(argv[0]) if argv else 1.5
    outcome = Conformance(jobs=2, budget=budget).run(CASES)
    print("\n".join(outcome.lines()))
    return min(outcome.failures, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
