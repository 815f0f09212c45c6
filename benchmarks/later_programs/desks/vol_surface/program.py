"""Variance swap strikes from the day's smiles."""
import functools
import operator
from typing import List, Tuple

import market
import runtime

DAY = "2024-05-17"
Point = Tuple[str, float]


def variance(points: List[Point]) -> List[Tuple[str, float]]:
    return [(index, market.vol(index, moneyness) ** 2) for index, moneyness in points]


def strip() -> List[float]:
    return [0.70 + 0.025 * k for k in range(25)]


def merge(sums, part):
    for index, square in part:
        total, count = sums.get(index, (0.0, 0))
        sums[index] = (total + square, count + 1)
    return sums


def main() -> None:
    market.load(DAY)
    points = [(index, moneyness) for index in market.indices() for moneyness in strip()]
    with runtime.executor(2, market.load, DAY) as executor:
        parts = list(executor.map(variance, runtime.split(points, 4)))
    sums = functools.reduce(merge, parts, {})
    for index, (total, count) in sorted(sums.items(), key=operator.itemgetter(0)):
        print(f"{index:<5} variance strike {100 * (total / count) ** 0.5:.2f}")


if __name__ == "__main__":
    main()
