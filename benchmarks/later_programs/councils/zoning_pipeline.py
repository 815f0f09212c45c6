"""Cleans zoning applications with a pipeline of steps."""
from __future__ import annotations

import operator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum
from functools import reduce
from typing import Callable, Protocol


@dataclass(frozen=True)
class Application:
    ref: str
    address: str
    storeys: int


class Step(Protocol):
    def __call__(self, application: Application) -> Application: ...


class Backend(Enum):
    THREADS = ThreadPoolExecutor
    PROCESSES = ProcessPoolExecutor

    def open(self, workers: int) -> Executor:
        return self.value(max_workers=workers)


def tidy(application: Application) -> Application:
    return replace(application, address=" ".join(application.address.split()).title())


def cap_storeys(application: Application) -> Application:
    return replace(application, storeys=min(application.storeys, 12))


@dataclass(frozen=True)
class Pipeline:
    steps: tuple[Step, ...] = ()

    def __or__(self, step: Step) -> Pipeline:
        return replace(self, steps=(*self.steps, step))

    def __call__(self, application: Application) -> Application:
        return reduce(lambda made, step: step(made), self.steps, application)


APPLICATIONS = [Application("Z/1", "12  mill lane", 2), Application("Z/2", "station  square 1", 40)]


def run(backend: Backend, step: Callable[[Application], Application]) -> list[Application]:
    with backend.open(2) as executor:
        return list(executor.map(step, APPLICATIONS))


def main() -> None:
    pipeline = Pipeline() | tidy | cap_storeys
    with ThreadPoolExecutor(1) as threads:
        refs = list(threads.map(lambda application: application.ref, APPLICATIONS))
    assert refs == list(map(operator.attrgetter("ref"), APPLICATIONS))
    for done in run(Backend.PROCESSES, pipeline):
        print(done.ref, done.address, done.storeys)
    print("ok")


if __name__ == "__main__":
    main()
