"""Evaluate a few models by a few metrics and print a table."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Callable, List, Sequence


def squared(truth: Sequence[float], guess: Sequence[float]) -> float:
    return sum((t - g) ** 2 for t, g in zip(truth, guess)) / len(truth)


def absolute(truth: Sequence[float], guess: Sequence[float]) -> float:
    return sum(abs(t - g) for t, g in zip(truth, guess)) / len(truth)


@dataclass(frozen=True)
class Evaluation:
    """One cell of the table."""

    model: str
    degree: int
    metric: Callable[[Sequence[float], Sequence[float]], float] = squared
    link: Callable[[float], float] = field(default=lambda value: value)

    def named(self, metric: Callable) -> "Evaluation":
        return replace(self, metric=metric)


def predict(degree: int, xs: Sequence[float]) -> List[float]:
    total = []
    for x in xs:
        term, value = 1.0, 0.0
        for k in range(degree + 1):
            value += term
            term *= x / (k + 1)
        total.append(value)
    return total


def evaluate(task: Evaluation) -> float:
    xs = [i / 50 for i in range(50)]
    truth = [2.718281828 ** x for x in xs]
    guess = [task.link(value) for value in predict(task.degree, xs)]
    return task.metric(truth, guess)


class Table:
    def __init__(self, workers: int = 2) -> None:
        self.workers = workers
        self.cells = {}

    def fill(self, tasks: Sequence[Evaluation]) -> None:
        with ProcessPoolExecutor(self.workers) as executor:
            futures = [(task, executor.submit(evaluate, task)) for task in tasks]
            for task, future in futures:
                self.cells[task.model, task.metric.__name__] = future.result()


def main() -> None:
    models = [Evaluation("linear", 1), Evaluation("cubic", 3)]
    table = Table()
    table.fill([model.named(metric) for model in models for metric in (squared, absolute)])
    for (model, metric), value in table.cells.items():
        print(f"{model:8} {metric:10} {value:.5f}")
    print("ok")


if __name__ == "__main__":
    main()
