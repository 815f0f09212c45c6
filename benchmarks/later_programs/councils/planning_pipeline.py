"""Cleans planning applications with a pipeline of steps."""
from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Callable, Iterable, Protocol


@dataclass(frozen=True)
class Application:
    ref: str
    address: str
    storeys: int


class Step(Protocol):
    def __call__(self, application: Application) -> Application: ...


def tidy(application: Application) -> Application:
    return replace(application, address=" ".join(application.address.split()).title())


def cap_storeys(application: Application) -> Application:
    return replace(application, storeys=min(application.storeys, 12))


@dataclass
class Pipeline:
    steps: list[Step] = field(default_factory=list)

    def __or__(self, step: Step) -> Pipeline:
        return Pipeline([*self.steps, step])

    def build(self) -> Callable[[Application], Application]:
        steps = tuple(self.steps)

        def run(application: Application) -> Application:
            for step in steps:
                application = step(application)
            return application

        return run

    def process(self, executor: Executor, applications: Iterable[Application]) -> list[Application]:
        return list(executor.map(self.build(), applications, chunksize=2))


APPLICATIONS = [
    Application("P/1", "12  mill lane", 2),
    Application("P/2", "station  square 1", 40),
    Application("P/3", "the  quay 7", 5),
]


def main() -> None:
    pipeline = Pipeline() | tidy | cap_storeys
    with ProcessPoolExecutor(2) as executor:
        for application in pipeline.process(executor, APPLICATIONS):
            print(application.ref, application.address, application.storeys)
    print("ok")


if __name__ == "__main__":
    main()
