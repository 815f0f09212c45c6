"""MP214: a data set, model or index is sent to the workers again with every task."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.event import Event
from mpcheck.model.loaders import loads
from mpcheck.model.module import Module
from mpcheck.model.parents import loops_around
from mpcheck.model.rebuilt import is_rebuilt
from mpcheck.model.scopes import ClassInfo
from mpcheck.model.values import Instance, Object, Partial, Value, Values
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.several_workers import makers

_KINDS = "pool process-executor"


def check(module: Module) -> Iterator[Finding]:
    """Report what is loaded once, or made anew at each unpickling, and is an argument of each of many tasks."""
    reported: set[ast.expr] = set()
    for event in module.events(_KINDS):
        loops = loops_around(module, event.call)
        nodes = _bound(event) if event.api.iterable else event.sent() if loops else []
        for node in nodes:
            if node in reported or not module.is_here(node):
                continue
            values = event.evaluate(node)
            made = _loaded(module, values)
            rebuilt = [] if made else _rebuilt(module, values)
            if (made or rebuilt) and not any(_is_of_each(module, one, loops) for one in values):
                reported.add(node)
                message = (
                    f"`{ast.unparse(node)}` is pickled and sent again with every task: it can cost more than the work"
                )
                related: list[tuple[ast.AST, str]] = [
                    (call, "it is loaded here") for call in made if module.is_here(call)
                ]
                related += [(info.node, "it is made anew whenever it is unpickled") for info in rebuilt]
                confidence = Confidence.MEDIUM if rebuilt and _is_sent_one_by_one(event) else Confidence.LOW
                breaks = module.targets_of(event)
                yield from RULE.at(module, node, message, breaks=breaks, related=related, confidence=confidence)


def _is_of_each(module: Module, one: Value, loops: list[ast.AST]) -> bool:
    """Whether a value is made in the loop that sends the tasks: each has its own."""
    made = makers(one) if isinstance(one, (Object, Instance)) else []
    return any(loop in loops for call in made for loop in module.ancestors(call))


def _is_sent_one_by_one(event: Event) -> bool:
    """Whether tasks do not travel in chunks, which share what a partial has bound."""
    if not event.api.iterable:
        return True
    is_single = event.method.startswith("imap") or event.kind == "process-executor"
    return is_single and not any(keyword.arg == "chunksize" for keyword in event.written.keywords)


def _bound(event: Event) -> list[ast.expr]:
    """The arguments that a partial passes with each element of a map."""
    calls = [one.call for one in event.values(event.api.callable) if isinstance(one, Partial)]
    return [node for call in calls for node in (*call.args[1:], *(keyword.value for keyword in call.keywords))]


def _loaded(module: Module, values: Values) -> list[ast.Call]:
    """The calls that load a value, if all that it may be is loaded."""
    calls = [one.call for one in values if isinstance(one, Object) and isinstance(one.call, ast.Call)]
    return calls if len(calls) == len(values) and all(loads(module, call) for call in calls) else []


def _rebuilt(module: Module, values: Values) -> list[ClassInfo]:
    """The classes of a value, if all that it may be are objects that do work of their own to come out of a pickle."""
    infos = {one.info for one in values if isinstance(one, Instance) and one.call is not None}
    is_known = all(isinstance(one, Instance) and one.call is not None for one in values)
    return [info for info in infos if is_rebuilt(module, info)] if is_known else []


_MAP = """
import functools
import multiprocessing as mp
import pickle


class Model:
    def __getstate__(self):
        with open("log.txt", "a") as log:
            log.write("x")
        return {"weights": list(range(1000))}


def predict(model, number):
    return model.weights[number]


if __name__ == "__main__":
    with open("model.pickle", "wb") as file:
        pickle.dump(Model(), file)
    with open("model.pickle", "rb") as file:
        model = pickle.load(file)
    with mp.Pool(2) as pool:
        assert pool.map(functools.partial(predict, model), range(8)) == list(range(8))  # MP214
    with open("log.txt") as log:
        times = len(log.read()) - 1
    print("ok" if times <= 2 else f"sent {times} times")
"""

_SUBMIT = """
import pickle
from concurrent.futures import ProcessPoolExecutor


class Table:
    def __reduce__(self):
        with open("log.txt", "a") as log:
            log.write("x")
        return Table, ()

    def row(self, number):
        return number


def work(table, number):
    return table.row(number)


class Runner:
    def __init__(self):
        with open("table.pickle", "wb") as file:
            pickle.dump(Table(), file)
        with open("table.pickle", "rb") as file:
            self.table = pickle.load(file)

    def run(self, numbers):
        with ProcessPoolExecutor(2) as executor:
            futures = [executor.submit(work, self.table, number) for number in numbers]  # MP214
            return [future.result() for future in futures]


if __name__ == "__main__":
    assert Runner().run([1, 2, 3, 4]) == [1, 2, 3, 4]
    with open("log.txt") as log:
        times = len(log.read()) - 1
    print("ok" if times <= 2 else f"sent {times} times")
"""

_REBUILT = """
from multiprocessing import Pool


class Index:
    def __init__(self, words):
        self.words = words
        self.build()

    def build(self):
        with open("log.txt", "a") as log:
            log.write("x")
        self.places = {word: place for place, word in enumerate(self.words)}

    def __getstate__(self):
        return {"words": self.words}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.build()


def look_up(index, word):
    return index.places[word]


def main():
    index = Index([f"word {number}" for number in range(1000)])
    with Pool(2) as pool:
        results = [pool.apply_async(look_up, (index, f"word {number}")) for number in range(8)]  # MP214
        assert [result.get() for result in results] == list(range(8))
    with open("log.txt") as log:
        times = len(log.read()) - 1
    print("ok" if times <= 2 else f"made {times} times")


if __name__ == "__main__":
    main()
"""

_INITIALIZER = """
import multiprocessing as mp
import pickle

weights = None


def set_up(loaded):
    global weights
    weights = loaded


def predict(number):
    return weights[number]


if __name__ == "__main__":
    with open("weights.pickle", "wb") as file:
        pickle.dump([1, 2, 3], file)
    with open("weights.pickle", "rb") as file:
        loaded = pickle.load(file)
    with mp.Pool(2, initializer=set_up, initargs=(loaded,)) as pool:
        assert pool.map(predict, range(3)) == [1, 2, 3]
    print("ok")
"""

_SMALL = """
import functools
import multiprocessing as mp


def scale(factor, number, offset=0):
    return factor * number + offset


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        assert pool.map(functools.partial(scale, 2, offset=1), [1, 2]) == [3, 5]
        assert [pool.apply_async(scale, (3, n)).get() for n in (1, 2)] == [3, 6]
    print("ok")
"""

_EACH_ITS_OWN = """
import pickle
from concurrent.futures import ProcessPoolExecutor


def total(numbers):
    return sum(numbers)


def main():
    names = ["one.pickle", "two.pickle"]
    found = []
    with ProcessPoolExecutor(1) as executor:
        for name in names:
            with open(name, "wb") as file:
                pickle.dump([len(name)], file)
            with open(name, "rb") as file:
                numbers = pickle.load(file)
            found.append(executor.submit(total, numbers))
        whole = executor.submit(total, numbers).result()
    return [future.result() for future in found], whole


if __name__ == "__main__":
    result = main()
    print("ok" if result == ([10, 10], 10) else result)
"""

RULE = Rule(
    code="MP214",
    name="large-constant-sent-with-each-task",
    summary="A data set or model that is loaded once is sent with every task of a pool.",
    why=(
        "The arguments of a task, those that a partial holds among them, are pickled for each task, or for each chunk of a "
        "map, and the worker builds them anew. For a large table or a model this costs more time and memory than the work "
        "itself, so that the pool is slower than a loop. An object that makes an index or the like anew in `__setstate__` does so "
        "for each of them. No start method spares it: a fork shares only what workers find "
        "in global names."
    ),
    cure=(
        "Hand it to the workers once, by an initializer that stores it in a global name, or load it there; share large "
        "arrays by shared_memory or a memory map; or use a larger chunksize."
    ),
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://joblib.readthedocs.io/en/stable/parallel.html#working-with-numerical-data-in-shared-memory-memmapping",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool",
    ),
    catalogue=("B20",),
    bad=(
        Example(_MAP, Outcome("wrong", "sent 8 times")),
        Example(_SUBMIT, Outcome("wrong", "sent 4 times")),
        Example(_REBUILT, Outcome("wrong", "made 8 times")),
    ),
    good=(Example(_INITIALIZER), Example(_SMALL), Example(_EACH_ITS_OWN)),
    check=check,
)
