"""A library's table of limits: workers that do not have the parent's memory are given it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import BaseContext

_limits: dict[str, float] = {}


def set_limits(limits: dict[str, float]) -> None:
    _limits.update(limits)


def is_allowed(reading: tuple[str, float]) -> bool:
    element, share = reading
    return share <= _limits[element]


def executor_for(context: BaseContext, workers: int) -> ProcessPoolExecutor:
    match context.get_start_method():
        case "fork":
            return ProcessPoolExecutor(workers, mp_context=context)
        case "spawn" | "forkserver":
            return ProcessPoolExecutor(workers, context, set_limits, (dict(_limits),))
        case other:
            raise NotImplementedError(other)


def judge(readings: Iterable[tuple[str, float]]) -> list[bool]:
    with executor_for(multiprocessing.get_context(), 2) as executor:
        return list(executor.map(is_allowed, readings))


def main() -> None:
    set_limits({"sulphur": 0.05, "carbon": 3.5})
    verdicts = judge([("sulphur", 0.02), ("carbon", 3.9), ("sulphur", 0.07)])
    assert verdicts == [True, False, False], verdicts
    print("ok")


if __name__ == "__main__":
    main()
