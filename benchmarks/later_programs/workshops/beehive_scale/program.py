"""Weighs the hives of an apiary with every start method that there is here."""

from __future__ import annotations

import contextlib
import multiprocessing

from hive import begin

HIVES = {"lime": [41200, 41350], "clover": [38900], "heath": [40010, 39990, 40050]}


def methods() -> list[str]:
    preferred = ("forkserver", "spawn", "fork")
    return [method for method in preferred if method in multiprocessing.get_all_start_methods()]


def weigh_all(method: str) -> dict[str, float]:
    context = multiprocessing.get_context(method)
    totals: dict[str, float] = {}
    with contextlib.ExitStack() as stack:
        weighings = [begin(context, name, grams) for name, grams in HIVES.items()]
        for weighing in weighings:
            stack.callback(weighing.process.join)
        for weighing in weighings:
            for name, kilograms in weighing.finish():
                totals[name] = max(totals.get(name, 0.0), kilograms)
    return totals


def main() -> None:
    for method in methods():
        totals = weigh_all(method)
        assert totals == {"lime": 41.35, "clover": 38.9, "heath": 40.05}, (method, totals)
    print("ok")


if __name__ == "__main__":
    main()
