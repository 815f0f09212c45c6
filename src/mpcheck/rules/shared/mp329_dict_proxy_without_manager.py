"""MP329: the keys of a manager's dict are iterated over by a proxy that has left the process of its manager."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.iterated import iterables
from mpcheck.model.module import Module
from mpcheck.model.proxies import Proxies
from mpcheck.model.tasks import Task
from mpcheck.model.values import Const, Object, Values
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.targets import Target

_DICT = "multiprocessing.managers.DictProxy"


def check(module: Module) -> Iterator[Finding]:
    """Report what iterates over such proxies in workers, and over those that another proxy hands out."""
    if not any(module.events_reached("manager")):
        return
    proxies = Proxies(module.contexts)
    for node in _iterated(module):
        made = _made_at(module.contexts.values(node))
        tasks = _tasks(module, node, made)
        inner = _made_at(proxies.handed_out(node))
        if tasks:
            text = f"iterating over `{ast.unparse(node)}` asks its manager, which a proxy has only in the process that made it"
            related = [(made[0], "the proxy is made here"), (tasks[0].event.call, "leads to it in another process")]
            yield from RULE.at(module, node, text, breaks=_targets(module, node, made, tasks), related=related)
        elif inner and _is_left_to_fail(module, node):
            text = f"iterating over `{ast.unparse(node)}` asks its manager, which a proxy that another hands out does not know"
            related = [(inner[0], "the proxy is made here")]
            yield from RULE.at(module, node, text, breaks=module.narrow(node, module.targets), related=related)


def _iterated(module: Module) -> Iterator[ast.expr]:
    """What is iterated over in this file, and in functions of other files that it or its workers run."""
    reached = {*module.foreign_worker_functions, *module.functions_called}
    for file in module.files_reached:
        starred = (star.value for star in file.nodes_of(ast.Starred) if isinstance(star.ctx, ast.Load))
        for node in (*iterables(module.ev, file), *starred):
            if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call)) and (
                module.is_here(node) or module.function(node) in reached
            ):
                yield node


def _made_at(values: Values) -> list[ast.AST]:
    """The calls that make what is surely a proxy of a dict; none where it may be something else."""
    held = [one for one in values if not (isinstance(one, Const) and one.value is None)]
    made = [one.call for one in held if isinstance(one, Object) and one.name == _DICT and one.call is not None]
    return made if len(made) == len(held) else []


def _tasks(module: Module, node: ast.expr, made: list[ast.AST]) -> list[Task]:
    """The tasks that lead to a node with a proxy that was made in another process."""
    function = module.function(node)
    tasks = module.worker_tasks.get(function, []) if function is not None else []
    is_theirs = any(module.function(call) in module.worker_tasks for call in made)
    if not made or is_theirs or not tasks or not _is_left_to_fail(module, node):
        return []
    return tasks if module.contexts.may_hold_in_worker(node, made) else []


def _is_left_to_fail(module: Module, node: ast.expr) -> bool:
    return module.contexts.may_run(node) and "AttributeError" not in module.exceptions_caught(node)


def _targets(module: Module, node: ast.expr, made: list[ast.AST], tasks: list[Task]) -> frozenset[Target]:
    """Where a worker imports what makes the proxy, it has a manager of its own."""
    found = {target for task in tasks for target in module.targets_of(task.event)}
    if any("import" in module.places(call) for call in made):
        found = {target for target in found if target.start_method == "fork"}
    return module.narrow(node, found)


_LOOP = """
from multiprocessing import Manager, Process


def show(prices):
    for name in prices:  # MP329
        print(name, prices[name])


if __name__ == "__main__":
    with Manager() as manager:
        prices = manager.dict(bread=3, milk=1)
        process = Process(target=show, args=(prices,))
        process.start()
        process.join()
        print("ok" if process.exitcode == 0 else "the worker failed")
"""

_POOL = """
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


class Report:
    def __init__(self, totals):
        self.totals = totals

    def names(self, prefix):
        return [name for name in sorted(self.totals) if name.startswith(prefix)]  # MP329


def main():
    with mp.Manager() as manager, ProcessPoolExecutor(1) as executor:
        report = Report(manager.dict({"ada": 1, "bob": 2}))
        assert report.names("a") == ["ada"]
        print(executor.submit(report.names, "a").result())


if __name__ == "__main__":
    main()
"""

_NESTED = """
import multiprocessing


def main():
    with multiprocessing.Manager() as manager:
        groups = manager.dict()
        groups["a"] = manager.dict(x=1)
        print(list(groups["a"]))  # MP329


if __name__ == "__main__":
    main()
"""

_METHODS = """
from multiprocessing import Manager, Pool


def names(prices):
    found = [name for name in prices.keys()]
    assert sorted(prices.copy()) == sorted(dict(prices)) == sorted(found)
    assert "milk" in prices and len(prices) == 2
    return sorted(name for name, price in prices.items() if price)


if __name__ == "__main__":
    with Manager() as manager:
        prices = manager.dict(bread=3, milk=1)
        groups = manager.dict(all=prices)
        assert list(groups["all"].keys()) == names(groups["all"])
        with Pool(1) as pool:
            print("ok" if pool.apply(names, (prices,)) == ["bread", "milk"] else "not all")
"""

_IN_THE_PARENT = """
import threading
from multiprocessing import Manager, Process


def fill(prices):
    prices["bread"] = 3


def names(prices, found):
    found.extend(name for name in prices)


if __name__ == "__main__":
    with Manager() as manager:
        prices = manager.dict(milk=1)
        process = Process(target=fill, args=(prices,))
        process.start()
        process.join()
        found = []
        thread = threading.Thread(target=names, args=(prices, found))
        thread.start()
        thread.join()
        print("ok" if sorted(found) == sorted(prices) == ["bread", "milk"] else "not all")
"""

_LISTS = """
from multiprocessing import Manager, Process


def show(prices, names, plain):
    assert sorted(names) == ["bread", "milk"]
    for name in names:
        assert prices[name]
    assert [key for key in plain] == ["milk"]
    prices["seen"] = True


if __name__ == "__main__":
    with Manager() as manager:
        prices, names = manager.dict(bread=3, milk=1), manager.list(["bread", "milk"])
        process = Process(target=show, args=(prices, names, {"milk": 1}))
        process.start()
        process.join()
        print("ok" if prices.get("seen") else "the worker failed")
"""

_OWN_MANAGER = """
from multiprocessing import Manager, Process


def count(names):
    with Manager() as manager:
        counts = manager.dict()
        for name in names:
            counts[name] = counts.get(name, 0) + 1
        assert sorted(counts) == ["a", "b"]


if __name__ == "__main__":
    process = Process(target=count, args=("aba",))
    process.start()
    process.join()
    print("ok" if process.exitcode == 0 else "the worker failed")
"""

RULE = Rule(
    code="MP329",
    name="dict-proxy-without-manager",
    summary="A manager's dict is iterated over in another process than the one that made it.",
    why=(
        "Iterating over the proxy of a dict makes a second proxy, of the iterator, and for that it asks its manager. Only "
        "the proxy that the manager gave has one: what is sent to a worker, inherited by a forked one, or taken out of "
        "another proxy has none, and `for key in shared`, `list(shared)` or `sorted(shared)` raise AttributeError: "
        "'NoneType' object has no attribute '_registry'. In the process that made it the same line works."
    ),
    cure="Ask for the keys, which come as a list: `for key in shared.keys()`. So do items(), values() and copy().",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#proxy-objects",
        "https://github.com/python/cpython/pull/17333",
    ),
    catalogue=("D06",),
    bad=(
        Example(_LOOP, Outcome("wrong", "the worker failed")),
        Example(_POOL, Outcome("raises", "has no attribute '_registry'")),
        Example(_NESTED, Outcome("raises", "has no attribute '_registry'")),
    ),
    good=(Example(_METHODS), Example(_IN_THE_PARENT), Example(_LISTS), Example(_OWN_MANAGER)),
    check=check,
)
