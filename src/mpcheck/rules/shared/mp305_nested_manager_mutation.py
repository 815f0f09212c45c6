"""MP305: a list or dict that a manager's proxy handed out is changed in place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.proxies import CopyChange, Proxies, is_plain
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report each change of a copy that is not put back into the proxy."""
    if not any(module.events_reached("manager")):
        return
    proxies = Proxies(module.contexts)
    for change in proxies.changes():
        held = [one for owner in change.copy.owners for one in proxies.held(owner, change.copy.key)]
        # What is in the copy may be a proxy itself: ``rows[0][1].append(...)`` with a proxy for each cell.
        reached = held if change.is_of_copy else [*held, *proxies.within(held)]
        if not any(module.kind(one).startswith("proxy") for one in reached):
            known = bool(held) and all(is_plain(one) for one in held)
            if not known and not module.is_here(change.node):
                continue  # files that nobody looks at may put proxies in
            certain = known and change.copy.certain
            yield from _report(module, change, Confidence.HIGH if certain else Confidence.MEDIUM)


def _report(module: Module, change: CopyChange, confidence: Confidence) -> Iterator[Finding]:
    copy = change.copy
    text = ast.unparse(copy.node)
    message = f"`{text}` gives a copy of what the manager holds; changing the copy does not change `{ast.unparse(copy.owner)}`"
    related: list[tuple[ast.AST, str]] = []
    if copy.alias is not None:
        related.append((copy.node, "the copy is taken here"))
    related += [(owner.call, "the proxy is made here") for owner in copy.owners if owner.call is not None]
    yield from RULE.at(module, change.node, message, breaks=module.targets, related=related, confidence=confidence)


_DICT_OF_LISTS = """
import multiprocessing as mp


def work(results, name):
    results[name].append(1)  # MP305


if __name__ == "__main__":
    with mp.Manager() as manager:
        results = manager.dict({"a": [], "b": []})
        workers = [mp.Process(target=work, args=(results, name)) for name in "ab"]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        print("ok" if results["a"] == [1] else f"lost: {dict(results)}")
"""

_NAMESPACE = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager


class Counter:
    def __init__(self, state):
        self.state = state

    def count(self, word):
        self.state.words.append(word)  # MP305
        counts = self.state.counts
        counts[word] = counts.get(word, 0) + 1  # MP305


def main():
    with Manager() as manager:
        state = manager.Namespace(words=[])
        state.counts = {}
        with ProcessPoolExecutor(1) as executor:
            list(executor.map(Counter(state).count, ["a", "b", "a"]))
        print("ok" if state.counts == {"a": 2, "b": 1} else f"lost: {state.words} {state.counts}")


if __name__ == "__main__":
    main()
"""

_PUT_BACK = """
from multiprocessing import Manager, Process


def work(results, name):
    found = results[name]
    found.append(1)
    results[name] = found
    results[name] += [2]
    results["all"] = results["all"] + [name]


if __name__ == "__main__":
    with Manager() as manager:
        results = manager.dict(a=[], all=[])
        worker = Process(target=work, args=(results, "a"))
        worker.start()
        worker.join()
        print("ok" if results.copy() == {"a": [1, 2], "all": ["a"]} else results)
"""

_NESTED_PROXIES = """
import multiprocessing as mp


def work(results, rows, name):
    results[name].append(1)
    rows[0]["n"] = 5


if __name__ == "__main__":
    with mp.Manager() as manager:
        results = manager.dict()
        results["a"] = manager.list()
        rows = manager.list([manager.dict(n=0)])
        worker = mp.Process(target=work, args=(results, rows, "a"))
        worker.start()
        worker.join()
        print("ok" if (list(results["a"]), rows[0]["n"]) == ([1], 5) else "lost")
"""

_LOCAL_COPY = """
from multiprocessing import Manager


def largest(results):
    numbers = results["numbers"]
    numbers.sort()
    return numbers[-1]


def main():
    plain = {"a": []}
    plain["a"].append(1)
    with Manager() as manager:
        results = manager.dict(numbers=[2, 3, 1])
        results["plain"] = plain
        results.setdefault("count", 3)
        names = manager.list()
        names.append("a")
        same = (largest(results), results["plain"]["a"].index(1), results["count"], names[0])
        print("ok" if same == (3, 0, 3, "a") else same)


if __name__ == "__main__":
    main()
"""

RULE = Rule(
    code="MP305",
    name="nested-manager-mutation",
    summary="A list, dict or object inside a manager's container is changed in place.",
    why=(
        "A proxy sends each operation to the manager's process, and what it gives back is pickled: `shared[key]` is a "
        "copy. `shared[key].append(x)` changes that copy and throws it away, the manager never learns of it, and no "
        "error tells that the change is lost."
    ),
    cure=(
        "Put the changed object back, `items = shared[key]; items.append(x); shared[key] = items`, under a lock where "
        "several processes do so, or nest proxies: `shared[key] = manager.list()`."
    ),
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://docs.python.org/3/library/multiprocessing.html#proxy-objects",),
    catalogue=("D06",),
    bad=(
        Example(_DICT_OF_LISTS, Outcome("wrong", "lost")),
        Example(_NAMESPACE, Outcome("wrong", "lost")),
    ),
    good=(Example(_PUT_BACK), Example(_NESTED_PROXIES), Example(_LOCAL_COPY)),
    check=check,
)
