"""Run functions by name in a pool, by way of a registry of tasks."""

import contextlib
import multiprocessing
import time
from typing import Any, Callable, Dict, Iterator, List


class Registry(Dict[str, Callable[..., Any]]):
    def task(self, function: Callable[..., Any]) -> Callable[..., Any]:
        self[function.__name__] = function
        return function


registry = Registry()


@registry.task
def shrinkage(length: float, percent: float) -> float:
    time.sleep(0.7)
    return round(length * (1 + percent / 100), 2)


@registry.task
def draft(height: float) -> float:
    time.sleep(0.7)
    return round(height * 0.0175, 3)


def run_task(name: str, arguments: tuple) -> Any:
    return registry[name](*arguments)


@contextlib.contextmanager
def session(workers: int = 2) -> Iterator[Callable[..., Any]]:
    """What it yields starts a task by its name."""
    with multiprocessing.Pool(workers) as pool:
        yield lambda name, *arguments: pool.apply_async(run_task, (name, arguments))


def measures(lengths: List[float]) -> List[float]:
    with session() as start:
        handles = [start("shrinkage", length, 1.3) for length in lengths]
        handles.append(start("draft", 80.0))
    return [handle.get() for handle in handles]


def main() -> None:
    print(measures([120.0, 64.5, 310.0]))
    print("ok")


if __name__ == "__main__":
    main()
