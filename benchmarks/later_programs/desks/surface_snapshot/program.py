"""Local-vol checks on a snapshot of the surface, several expiries at a time."""
from __future__ import annotations

import functools
import logging
import statistics
from concurrent.futures import ProcessPoolExecutor

from snapshot import Ticket, publish, take

STRIKES, EXPIRIES = 41, 24
logger = logging.getLogger(__name__)


def surface() -> list[float]:
    return [
        0.2 + 0.05 * ((strike - 20) / 20) ** 2 + 0.01 / (1 + expiry)
        for expiry in range(EXPIRIES)
        for strike in range(STRIKES)
    ]


def convexity(expiry: int, ticket: Ticket) -> float:
    row = take(ticket)[expiry * STRIKES : (expiry + 1) * STRIKES]
    return min(left - 2 * middle + right for left, middle, right in zip(row, row[1:], row[2:]))


def level(expiry: int, ticket: Ticket) -> float:
    return statistics.fmean(take(ticket)[expiry * STRIKES : (expiry + 1) * STRIKES])


CHECKS = {"convexity": convexity, "level": level}


def run(ticket: Ticket) -> dict[str, list[float]]:
    found = {}
    with ProcessPoolExecutor(2) as executor:
        for name, check in CHECKS.items():
            found[name] = list(executor.map(functools.partial(check, ticket=ticket), range(EXPIRIES)))
            logger.info("%s over %d expiries", name, EXPIRIES)
    return found


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    with publish(surface()) as snapshot:
        found = run(snapshot.ticket)
    assert min(found["convexity"]) > 0
    assert found["level"] == sorted(found["level"], reverse=True)
    print(f"lowest convexity {min(found['convexity']):.6f}, mean level {statistics.fmean(found['level']):.4f}")
    print("ok")


if __name__ == "__main__":
    main()
