"""Household sizes and densities of a few districts."""
from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Dict, List, NamedTuple

from tasklib import TASKS, task


class District(NamedTuple):
    name: str
    households: List[int]
    hectares: float


@task
def household_size(district: District) -> tuple:
    return "size", district.name, round(sum(district.households) / len(district.households), 2)


@task(retries=1)
def density(district: District) -> tuple:
    try:
        people = sum(district.households) / district.hectares
    except ZeroDivisionError:
        people = float("nan")
    return "density", district.name, round(people, 2)


DISTRICTS = [
    District("Nordend", [1, 2, 2, 4, 5], 3.5),
    District("Altstadt", [1, 1, 1, 2], 0.8),
    District("Hafen", [3, 2], 0.0),
]


def main(names: List[str]) -> None:
    table: Dict[str, Dict[str, float]] = {}
    with ProcessPoolExecutor(max_workers=2) as executor:
        futures = [future for name in names for future in TASKS[name].fan_out(executor, DISTRICTS)]
        for future in as_completed(futures):
            column, name, value = future.result()
            table.setdefault(name, {})[column] = value
    for district in DISTRICTS:
        print(district.name, *(f"{column}={value}" for column, value in sorted(table[district.name].items())))


if __name__ == "__main__":
    main(sys.argv[1:] or sorted(TASKS))
