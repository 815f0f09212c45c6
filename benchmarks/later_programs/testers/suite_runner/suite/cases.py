import random
from typing import Callable, Dict, Tuple

from . import state

CASES: Dict[str, Callable[[random.Random], bool]] = {}


def case(func):
    CASES[func.__name__] = func
    return func


@case
def sort_is_idempotent(rng):
    values = [rng.randrange(100) for _ in range(20)]
    return sorted(sorted(values)) == sorted(values)


@case
def reverse_twice(rng):
    text = "".join(rng.choice("abcdef") for _ in range(12))
    return text[::-1][::-1] == text


@case
def divmod_recombines(rng):
    a, b = rng.randrange(-999, 999), rng.randrange(1, 50)
    return (a // b) * b + a % b == a


def execute(name: str) -> Tuple[str, int, int]:
    options = state.current()
    rng = random.Random(f"{options.seed}/{name}")
    failed = sum(not CASES[name](rng) for _ in range(options.examples))
    return name, options.examples, failed
