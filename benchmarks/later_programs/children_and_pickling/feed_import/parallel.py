"""Shared helpers for running things in several processes."""
import multiprocessing
from typing import Callable, Iterable, List, TypeVar

T = TypeVar("T")
R = TypeVar("R")

multiprocessing.set_start_method("spawn")


def fan_out(func: Callable[[T], R], items: Iterable[T], workers: int = 4) -> List[R]:
    with multiprocessing.Pool(workers) as pool:
        return pool.map(func, items)
