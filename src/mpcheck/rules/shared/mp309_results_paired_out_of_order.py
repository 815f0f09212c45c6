"""MP309: inputs are paired with results that come in another order."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.numbered import sorted_by_number
from mpcheck.rules.shared.pairing import come_together
from mpcheck.rules.shared.unordered import Unordered, is_counter
from mpcheck.targets import Target

_COMPLETED = frozenset({"as_completed"})


def check(module: Module) -> Iterator[Finding]:
    """Report zips of unordered results with something else, and numbers of results that index something else."""
    unordered = Unordered(module)
    if not unordered.calls and not _may_complete(module):
        return
    for call in _calls(module, "builtins.zip", "itertools.zip_longest"):
        sources = [unordered.source(argument) for argument in call.args]
        others = [
            a for a, source in zip(call.args, sources, strict=True) if source is None and not is_counter(module, a)
        ]
        made = next((source for source in sources if source is not None), None)
        paired = _are_paired(module, call, sources, others) if made is not None and others else None
        if made is not None and paired is not None:
            message = f"results come in the order in which they get ready, so each of `{ast.unparse(others[0])}` is paired with the result of another one"
            yield from _report(module, call, made, message, Confidence.HIGH if paired else Confidence.MEDIUM)
    for call in _calls(module, "builtins.enumerate", "builtins.range"):
        for use, of_input, made in _indexed_beside(module, call, unordered):
            message = f"results come in the order in which they get ready, so `{ast.unparse(use)}` does not belong to `{ast.unparse(of_input)}`"
            yield from _report(module, use, made, message, Confidence.MEDIUM)
    for call in _calls(module, "builtins.enumerate"):
        made = unordered.source(call.args[0]) if call.args else None
        if made is not None:
            yield from _numbered(module, call, made, unordered)


def _numbered(module: Module, call: ast.Call, made: ast.Call, unordered: Unordered) -> Iterator[Finding]:
    """What is done with the numbers that ``enumerate`` gives unordered results."""
    for use in _indexed(module, call):
        if unordered.source(use.value) is None:
            message = f"results come in the order in which they get ready, so the number that `enumerate` gives one does not belong to its input in `{ast.unparse(use)}`"
            confidence = Confidence.MEDIUM if isinstance(use.ctx, ast.Load) else Confidence.LOW
            yield from _report(module, use, made, message, confidence)
    for sorting in sorted_by_number(module, call):
        message = "results come in the order in which they get ready, and that is what `enumerate` numbers: this does not sort them as their inputs were"
        yield from _report(module, sorting, made, message, Confidence.MEDIUM)


def _calls(module: Module, *names: str) -> Iterator[ast.Call]:
    """The calls of built-in functions, here and in functions of other files that this one calls."""
    yield from module.calls_of(*names)
    yield from (call for call, name in module.once(_named_elsewhere) if name in names)


def _named_elsewhere(module: Module) -> Iterator[tuple[ast.Call, str]]:
    calls = (call for function in module.functions_elsewhere for call in function.calls)
    return ((call, name) for call in calls if (name := module.external_name(call.func)))


def _may_complete(module: Module) -> bool:
    """Whether the file, or one whose functions it calls, goes through futures as they get ready."""
    files = (module.found, *(module.ev.file(function.node) for function in module.functions_called))
    return any(module.ev.project.holds(file, _COMPLETED) for file in files)


def _are_paired(module: Module, call: ast.Call, sources: list[ast.Call | None], others: list[ast.expr]) -> bool | None:
    """Whether results and inputs come together in the loop over ``zip(...)``; None where it does not use one of them."""
    results = [number for number, source in enumerate(sources) if source is not None]
    return come_together(module, call, results, [call.args.index(other) for other in others])


def _report(module: Module, node: ast.AST, made: ast.Call, message: str, confidence: Confidence) -> Iterator[Finding]:
    event = next((event for event in module.reached_events if event.call is made), None)
    breaks: frozenset[Target] = module.targets_of(event) if event else module.narrow(node, module.default_targets)
    related = [(made, "the results come from here")]
    yield from RULE.at(module, node, message, breaks=breaks, related=related, confidence=confidence)


def _indexed(module: Module, call: ast.Call) -> Iterator[ast.Subscript]:
    """Subscripts with the number that ``for number, result in enumerate(...)`` or ``for number in range(...)`` gives."""
    loop = module.parent(call)
    target = loop.target if isinstance(loop, (ast.For, ast.comprehension)) and loop.iter is call else None
    number = target.elts[0] if isinstance(target, ast.Tuple) else target
    body = module.parent(loop) if isinstance(loop, ast.comprehension) else loop
    if isinstance(number, ast.Name) and body is not None:
        for node in ast.walk(body):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Name) and node.slice.id == number.id:
                yield node


def _indexed_beside(
    module: Module, call: ast.Call, unordered: Unordered
) -> Iterator[tuple[ast.Subscript, ast.expr, ast.Call]]:
    """Results that are told by the number of an input, the input that the same statement reads, and where they come from."""
    uses = [use for use in _indexed(module, call) if isinstance(use.ctx, ast.Load)]
    made = {use: unordered.source(use.value) for use in uses}
    if not any(made.values()) or (call.args and unordered.source(call.args[0]) is not None):
        return
    inputs: list[ast.expr] = [use for use in uses if made[use] is None]
    target = getattr(module.parent(call), "target", None)
    if isinstance(target, ast.Tuple):  # for number, item in enumerate(items)
        names = {node.id for one in target.elts[1:] for node in ast.walk(one) if isinstance(node, ast.Name)}
        inputs += [name for name in module.ev.file(call).names if name.id in names]
    for use, source in made.items():
        beside = (one for one in inputs if module.statement(one) is module.statement(use))
        of_input = next(beside, None) if source is not None else None
        if source is not None and of_input is not None:
            yield use, of_input, source


_ZIPPED = """
import time
from multiprocessing import Pool


def square(number):
    time.sleep(1 if number == 0 else 0)
    return number * number


if __name__ == "__main__":
    numbers = [0, 1, 2, 3]
    with Pool(2) as pool:
        squares = dict(zip(numbers, pool.imap_unordered(square, numbers)))  # MP309
    print("ok" if squares == {n: n * n for n in numbers} else f"wrong: {squares}")
"""

_COLLECTED = """
import concurrent.futures as cf
import time


def length(word):
    time.sleep(0.5 * len(word))
    return len(word)


def measure(words):
    lengths = []
    with cf.ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(length, word) for word in words]
        for future in cf.as_completed(futures):
            lengths.append(future.result())
    return {word: found for word, found in zip(words, lengths)}  # MP309


def main():
    words = ["three", "a"]
    found = measure(words)
    print("ok" if found == {"three": 5, "a": 1} else f"wrong: {found}")


if __name__ == "__main__":
    main()
"""

_NUMBERED = """
import multiprocessing
import time


def wait(seconds):
    time.sleep(seconds)
    return seconds


class Timer:
    def __init__(self, delays):
        self.delays = delays

    def run(self):
        with multiprocessing.Pool(2) as pool:
            results = pool.imap_unordered(wait, self.delays)
            for number, result in enumerate(results):
                if self.delays[number] != result:  # MP309
                    yield number


if __name__ == "__main__":
    strange = list(Timer([2, 0]).run())
    print("ok" if not strange else f"{len(strange)} wrong delays")
"""

_BY_NUMBER = """
import time
from concurrent.futures import ProcessPoolExecutor, as_completed


def length(word):
    time.sleep(0.5 * len(word))
    return len(word)


def measure(words):
    with ProcessPoolExecutor(2) as executor:
        futures = [executor.submit(length, word) for word in words]
        return [future.result() for future in as_completed(futures)]


if __name__ == "__main__":
    words = ["three", "a"]
    lengths = measure(words)
    found = {}
    for number, word in enumerate(words):
        found[word] = lengths[number]  # MP309
    print("ok" if found == {"three": 5, "a": 1} else f"wrong: {found}")
"""

_SORTED = """
import time
from multiprocessing import Pool


def square(number):
    time.sleep(1 if number == 0 else 0)
    return number * number


def main(numbers):
    rows = []
    with Pool(2) as pool:
        for number, found in enumerate(pool.imap_unordered(square, numbers)):
            rows.append((number, found))
    rows.sort(key=lambda row: row[0])  # MP309
    return [found for _, found in rows]


if __name__ == "__main__":
    squares = main([0, 1, 2, 3])
    print("ok" if squares == [0, 1, 4, 9] else f"wrong: {squares}")
"""

_ORDERED = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool


def square(number):
    return number * number


if __name__ == "__main__":
    numbers = [3, 1, 2]
    with Pool(2) as pool:
        squares = dict(zip(numbers, pool.imap(square, numbers)))
        for number, result in enumerate(pool.map(square, numbers)):
            assert numbers[number] ** 2 == result
    with ProcessPoolExecutor(2) as executor:
        assert dict(zip(numbers, executor.map(square, numbers))) == squares
        futures = [executor.submit(square, number) for number in numbers]
        assert {n: future.result() for n, future in zip(numbers, futures)} == squares
    print("ok")
"""

_WITH_KEYS = """
import concurrent.futures
from multiprocessing import Pool


def square(number):
    return number, number * number


def main():
    numbers = [3, 1, 2]
    with Pool(2) as pool:
        squares = dict(pool.imap_unordered(square, numbers))
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        futures = {executor.submit(square, number): number for number in numbers}
        for future in concurrent.futures.as_completed(futures):
            assert future.result()[0] == futures[future]
    print("ok" if squares == {1: 1, 2: 4, 3: 9} else squares)


if __name__ == "__main__":
    main()
"""

_COUNTED = """
import itertools
import multiprocessing


def square(number):
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        for done, _ in enumerate(pool.imap_unordered(square, range(4)), 1):
            print(f"{done} of 4")
        numbered = list(zip(itertools.count(), pool.imap_unordered(square, range(4))))
        total = sum(pool.imap_unordered(square, range(4)))
        ordered = sorted(pool.imap_unordered(square, range(4)))
    assert [root * root for root, square in zip(range(4), ordered)] == ordered
    print("ok" if total == sum(found for _, found in numbered) == 14 else total)
"""

RULE = Rule(
    code="MP309",
    name="results-paired-out-of-order",
    summary="Results that come in any order are paired with the inputs in theirs.",
    why=(
        "imap_unordered() and as_completed() give results as they get ready. With zip(), or the number that enumerate() "
        "gives, a result is attached to an input that is not its own. As long as all tasks take about the same time it "
        "often looks right."
    ),
    cure=(
        "Let the worker return its input together with the result, look futures up in a dict {future: input}, or use "
        "imap() or map(), which keep the order."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.imap_unordered",
        "https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.as_completed",
    ),
    catalogue=("D31",),
    bad=(
        Example(_ZIPPED, Outcome("wrong", "wrong: {")),
        Example(_COLLECTED, Outcome("wrong", "wrong: {")),
        Example(_NUMBERED, Outcome("wrong", "2 wrong delays")),
        Example(_BY_NUMBER, Outcome("wrong", "wrong: {")),
        Example(_SORTED, Outcome("wrong", "wrong: [")),
    ),
    good=(Example(_ORDERED), Example(_WITH_KEYS), Example(_COUNTED)),
    check=check,
)
