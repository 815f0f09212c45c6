"""Run something on several things at once, with a word on the progress."""
import multiprocessing
import sys
from typing import Callable, List, Sequence, TypeVar

T = TypeVar("T")
R = TypeVar("R")


def run_all(function: Callable[[T], R], things: Sequence[T], label: str = "done") -> List[R]:
    outcomes = []
    with multiprocessing.Pool(len(things)) as pool:
        for outcome in pool.imap_unordered(function, things):
            outcomes.append(outcome)
            sys.stderr.write(f"{label} {len(outcomes)}/{len(things)}\n")
    return outcomes
