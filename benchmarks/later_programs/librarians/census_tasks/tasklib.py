"""Tasks: functions with a name, options and a way to be run elsewhere."""
from __future__ import annotations

import functools
from concurrent.futures import Executor, Future
from typing import Any, Callable, Dict, Iterable, List

TASKS: Dict[str, "Task"] = {}


class Task:
    """Takes the place of the function that it decorates."""

    def __init__(self, func: Callable[..., Any], retries: int = 0) -> None:
        functools.update_wrapper(self, func)
        self.func = func
        self.retries = retries
        TASKS[func.__name__] = self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        for left in range(self.retries, -1, -1):
            try:
                return self.func(*args, **kwargs)
            except ArithmeticError:
                if not left:
                    raise

    def __reduce__(self) -> str:
        return self.__qualname__

    def fan_out(self, executor: Executor, items: Iterable[Any]) -> List["Future[Any]"]:
        return [executor.submit(self, item) for item in items]


def task(func: Callable[..., Any] = None, *, retries: int = 0) -> Any:
    if func is None:
        return functools.partial(Task, retries=retries)
    return Task(func)
