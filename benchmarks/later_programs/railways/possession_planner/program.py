from __future__ import annotations

import multiprocessing
from collections import deque
from datetime import datetime

from conflicts import Possession, clashes

NIGHT = datetime(2024, 10, 5, 22, 0)


class Planner:
    """Hands every line to the pool and keeps the tickets until all are settled."""

    def __init__(self, pool, possessions: list[Possession]):
        self._pool = pool
        self._possessions = possessions
        self._tickets: deque = deque()

    def order(self, line: str) -> None:
        ticket = self._pool.apply_async(clashes, (line, self._possessions))
        self._tickets.append(ticket)

    def settle(self) -> dict[str, int]:
        settled = {}
        while self._tickets:
            line, count = self._tickets.popleft().get()
            settled[line] = count
        return settled


def read() -> list[Possession]:
    return [
        Possession(NIGHT, 6, "1700"),
        Possession(NIGHT.replace(hour=23), 2, "1700"),
        Possession(NIGHT, 3, "2650"),
        Possession(NIGHT.replace(day=6), 3, "2650"),
    ]


def main() -> None:
    possessions = read()
    with multiprocessing.Pool(processes=2) as pool:
        planner = Planner(pool, possessions)
        for line in sorted({p.line for p in possessions}):
            planner.order(line)
        result = planner.settle()
    assert result == {"1700": 1, "2650": 0}, result
    print("ok")


if __name__ == "__main__":
    main()
