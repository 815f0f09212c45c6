"""A pipeline of steps that travels: steps are functions of modules, and the pipeline an object of a class."""

import functools
import operator
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Callable, Generic, Iterable, List, Tuple, TypeVar

In = TypeVar("In")


def _apply(value: Any, step: Callable[[Any], Any]) -> Any:
    return step(value)


@dataclass(frozen=True)
class Pipeline(Generic[In]):
    steps: Tuple[Callable[[Any], Any], ...] = ()

    def __or__(self, step: Callable[[Any], Any]) -> "Pipeline[In]":
        return Pipeline((*self.steps, step))

    def __call__(self, value: In) -> Any:
        return functools.reduce(lambda done, step: _apply(done, step), self.steps, value)

    def map(self, values: Iterable[In], workers: int) -> List[Any]:
        with ProcessPoolExecutor(workers) as executor:
            return list(executor.map(self, values))


def main() -> None:
    clean = (
        Pipeline[str]()
        | functools.partial(re.sub, r"<[^>]+>", "")
        | operator.methodcaller("replace", "  ", " ")
        | str.strip
        | str.capitalize
    )
    assert clean.map(["<b>very  good</b> ", " no idea"], 2) == ["Very good", "No idea"]
    print("ok")


if __name__ == "__main__":
    main()
