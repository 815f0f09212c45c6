"""Cells of a build matrix and the steps that belong to each of them."""
from typing import Dict, Tuple

PLANS: Dict[str, Tuple[str, ...]] = {}


def load(text: str) -> None:
    PLANS.clear()
    for line in filter(None, map(str.strip, text.splitlines())):
        cell, _, steps = line.partition(":")
        PLANS[cell.strip()] = tuple(steps.split())


def resolve(cell: str) -> Tuple[str, ...]:
    done = []
    for step in PLANS[cell]:
        done.extend(PLANS[step[1:]] if step.startswith("@") else (step,))
    return tuple(done)
