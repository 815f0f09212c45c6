"""Interchangeable ways of running many small jobs."""
from __future__ import annotations

import concurrent.futures as cf
from functools import cached_property
from typing import Any, Callable, ClassVar, Dict, Iterable, Iterator, List, Type, TypeVar

T = TypeVar("T", bound="Backend")


class Backend:
    """Creates its executor on first use and shuts it down when the block ends."""

    known: ClassVar[Dict[str, Type["Backend"]]] = {}
    factory: ClassVar[Callable[..., cf.Executor]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Backend.known[cls.__name__.replace("Backend", "").lower()] = cls

    def __init__(self, width: int) -> None:
        self.width = width

    @cached_property
    def executor(self) -> cf.Executor:
        return type(self).factory(max_workers=self.width)

    def __enter__(self: T) -> T:
        return self

    def __exit__(self, *exc_info: Any) -> None:
        if "executor" in self.__dict__:
            self.executor.shutdown()

    def spread(self, func: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        return self.executor.map(func, items)


class ThreadsBackend(Backend):
    factory = cf.ThreadPoolExecutor


class ProcessesBackend(Backend):
    factory = cf.ProcessPoolExecutor

    def spread(self, func: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        queue: List[Any] = list(items)
        return self.executor.map(func, queue, chunksize=max(1, len(queue) // self.width))


def choose(name: str, width: int = 2) -> Backend:
    return Backend.known[name](width)
