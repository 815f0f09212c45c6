"""Run third-party text extensions under a step budget."""
from __future__ import annotations

import argparse
import contextlib
import itertools
import multiprocessing
import os
import sys
from typing import Callable, Dict, Iterator, List, Tuple

EXIT_OVER_BUDGET = 75
Extension = Callable[[str, "Budget"], str]
EXTENSIONS: Dict[str, Extension] = {}


def extension(func: Extension) -> Extension:
    EXTENSIONS[func.__name__] = func
    return func


class Budget:
    """Counts the steps of an extension, which calls spend() as it goes."""

    def __init__(self, name: str, steps: int) -> None:
        self.name = name
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            self.exhausted()

    def exhausted(self) -> None:
        raise NotImplementedError


class HardBudget(Budget):
    """Does not let the extension's own handlers run any more."""

    def exhausted(self) -> None:
        sys.stderr.write(f"extension {self.name} is over its budget\n")
        sys.stderr.flush()
        os._exit(EXIT_OVER_BUDGET)


@extension
def rot13(text: str, budget: Budget) -> str:
    shifted = []
    for letter in text:
        budget.spend()
        base = ord("a") if letter.islower() else ord("A")
        shifted.append(chr((ord(letter) - base + 13) % 26 + base) if letter.isalpha() else letter)
    return "".join(shifted)


@extension
def collapse(text: str, budget: Budget) -> str:
    kept = (next(group) for _, group in itertools.groupby(text))
    budget.spend(len(text))
    return "".join(kept)


@extension
def rotations(text: str, budget: Budget) -> str:
    """The smallest rotation of the text, by trying them all."""
    best = text
    for cut in range(len(text)):
        budget.spend(len(text))
        best = min(best, text[cut:] + text[:cut])
    return best


def apply(order: Tuple[str, str, int]) -> Tuple[str, str]:
    name, text, steps = order
    return name, EXTENSIONS[name](text, HardBudget(name, steps))


@contextlib.contextmanager
def sandbox(size: int) -> Iterator[Callable[[List[Tuple[str, str, int]]], Iterator[Tuple[str, str]]]]:
    pool = multiprocessing.Pool(size)
    try:
        yield lambda orders: pool.imap(apply, orders)
    finally:
        pool.terminate()
        pool.join()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("text", nargs="?", default="Mississippi riverboat whistle")
    options = parser.parse_args()
    with sandbox(2) as execute:
        for name, text in execute([(name, options.text, options.steps) for name in EXTENSIONS]):
            print(f"{name:>10}: {text}")


if __name__ == "__main__":
    main()
