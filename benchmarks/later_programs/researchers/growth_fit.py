"""Fit logistic growth curves to plate-reader wells by grid search."""
from __future__ import annotations

import dataclasses
import itertools
import math
import multiprocessing as mp
import sys


@dataclasses.dataclass(frozen=True)
class Fit:
    well: str
    rate: float
    capacity: float
    error: float


PLATE = {
    "A1": (0.8, 1.6),
    "A2": (0.5, 1.2),
    "B1": (1.1, 0.9),
    "B2": (0.0, 0.0),
}
HOURS = range(0, 24, 2)


def logistic(t, rate, capacity, start=0.05):
    if capacity <= 0:
        return 0.0
    return capacity / (1 + (capacity - start) / start * math.exp(-rate * t))


def absorbance(well):
    rate, capacity = PLATE[well]
    return [logistic(t, rate, capacity) for t in HOURS]


def candidates():
    rates = [round(0.1 * k, 1) for k in range(1, 15)]
    capacities = [round(0.3 * k, 1) for k in range(1, 8)]
    return itertools.product(rates, capacities)


def fit(well: str) -> Fit:
    observed = absorbance(well)
    if max(observed) < 0.01:
        breakpoint()
        return Fit(well, 0.0, 0.0, 0.0)
    best = None
    for rate, capacity in candidates():
        model = (logistic(t, rate, capacity) for t in HOURS)
        error = sum((a - b) ** 2 for a, b in zip(observed, model))
        if best is None or error < best.error:
            best = Fit(well, rate, capacity, error)
    return best


def main():
    with mp.Pool(processes=2) as pool:
        fits = {result.well: result for result in pool.imap_unordered(fit, PLATE)}
    for well in PLATE:
        print(fits[well], file=sys.stderr)
    print("ok" if fits["A1"].rate == 0.8 and fits["B2"].rate == 0.0 else "bad fit")


if __name__ == "__main__":
    main()
