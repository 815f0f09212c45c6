"""MP324: the parent seeds the module random, and workers draw from theirs."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.parents import Parent
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.reaching import is_kept_out
from mpcheck.rules.shared.delays import is_only_delay
from mpcheck.rules.shared.generators import are_chosen_seeds, calls_of_workers

_DRAWS = {
    *("betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "lognormvariate"),
    *("normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "shuffle"),
    *("triangular", "uniform", "vonmisesvariate", "weibullvariate"),
}
_NAMES = tuple(f"random.{name}" for name in sorted(_DRAWS))
_SEEDING = ("random.seed", "random.setstate")


def check(module: Module) -> Iterator[Finding]:
    """Report a chosen seed that only the parent sets, where workers draw and seed nothing."""
    named = [(call, module.external_name(call.func), tasks) for call, tasks in module.once(calls_of_workers)]
    drawn = [(call, tasks) for call, name, tasks in named if name in _NAMES and not is_only_delay(module, call)]
    if not drawn or any(name in _SEEDING for _, name, _ in named):
        return
    parent = Parent(module)
    draws_itself = any(module.function(call) not in module.worker_tasks for call in module.calls_of(*_NAMES))
    for seed in (*module.calls_of("random.seed"), *_seeds_elsewhere(module)):
        after = [(call, task) for call, tasks in drawn for task in tasks if parent.may_precede(seed, task.event.call)]
        reached = [(call, task) for call, task in after if not is_kept_out(module, call, [task])]
        if reached and parent.runs(seed) and are_chosen_seeds(module.contexts, seed):
            meant = not draws_itself or any(_seeds_block_around(module, seed, task) for _, task in reached)
            near = any(module.is_here(call) or module.is_here(task.event.call) for call, task in reached)
            yield from _report(module, seed, reached, meant=meant and near)


def _seeds_elsewhere(module: Module) -> Iterator[ast.Call]:
    """The calls that seed in functions of other files that this one calls."""
    for function in (one for one in module.functions_elsewhere if "random" in module.ev.file(one.node).text):
        yield from (call for call in function.calls if module.external_name(call.func) == "random.seed")


def _seeds_block_around(module: Module, seed: ast.Call, task: Task) -> bool:
    """Whether a context manager seeds, and the task is sent inside its block: what is drawn there is to follow the seed."""
    sending = (node for nodes in frames(module, task.event.sites or [task.event.call]).values() for node in nodes)
    entered = set(module.with_blocks.entered_around(sending))
    return any(nodes & entered for nodes in frames(module, [seed]).values())


def _report(module: Module, seed: ast.Call, reached: list[tuple[ast.Call, Task]], *, meant: bool) -> Iterator[Finding]:
    draw, task = reached[0]
    yield from RULE.at(
        module,
        seed,
        f"this seeds the parent alone: what `{ast.unparse(draw.func)}` gives in the workers differs from run to run",
        breaks={target for _, task in reached for target in module.targets_of(task.event)},
        related=[(draw, "drawn here"), (task.event.call, "leads to it in worker processes")],
        confidence=Confidence.MEDIUM if meant else Confidence.LOW,
    )


_MAPPED = """
import argparse
import random
from multiprocessing import Pool


def noise(number):
    return number + random.random()


def simulate(seed):
    random.seed(seed)  # MP324
    with Pool(2) as pool:
        return pool.map(noise, range(4))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=42)
    seed = parser.parse_args().seed
    first, again = simulate(seed), simulate(seed)
    print("ok" if first == again else "another run, other numbers")
"""

_PROCESSES = """
import multiprocessing as mp
from random import seed, shuffle


class Shuffler(mp.Process):
    def __init__(self, results):
        super().__init__()
        self.results = results

    def run(self):
        cards = list(range(52))
        shuffle(cards)
        self.results.put(cards)


def deal(results):
    seed(7)  # MP324
    shuffler = Shuffler(results)
    shuffler.start()
    cards = results.get()
    shuffler.join()
    assert shuffler.exitcode == 0
    return cards


if __name__ == "__main__":
    results = mp.SimpleQueue()
    print("ok" if deal(results) == deal(results) else "dealt in another way")
"""

_SEED_FOR_EACH = """
import random
from multiprocessing import Pool


def noise(seed):
    generator = random.Random(seed)
    return generator.random()


def seeded(number):
    random.seed(number)
    return random.random()


if __name__ == "__main__":
    random.seed(42)
    seeds = [random.random() for _ in range(4)]
    with Pool(2) as pool:
        assert pool.map(noise, seeds) == pool.map(noise, seeds)
        assert pool.map(seeded, range(4)) == pool.map(seeded, range(4))
    print("ok")
"""

_DRAWN_BEFORE = """
import random
from concurrent.futures import ProcessPoolExecutor


def square(number):
    return number * number


if __name__ == "__main__":
    random.seed(42)
    numbers = [random.randint(0, 9) for _ in range(5)]
    with ProcessPoolExecutor(2) as executor:
        assert list(executor.map(square, numbers)) == [n * n for n in numbers]
    print("ok")
"""

_SEEDED_AFTERWARDS = """
import random
from multiprocessing import Process, SimpleQueue


def token(results):
    results.put(random.getrandbits(64))


if __name__ == "__main__":
    results = SimpleQueue()
    children = [Process(target=token, args=(results,)) for _ in range(2)]
    for child in children:
        child.start()
    tokens = {results.get(), results.get()}
    for child in children:
        child.join()
        assert child.exitcode == 0
    random.seed(0)
    print("ok" if len(tokens) == 2 and random.random() < 1 else tokens)
"""

RULE = Rule(
    code="MP324",
    name="seed-does-not-reach-workers",
    summary="random is seeded in the parent, and its functions are called in workers.",
    why=(
        "The module random seeds itself anew in every process: also in a forked one, so that workers do not repeat each "
        "other's numbers. The seed that the parent sets makes the parent's numbers reproducible, and no others."
    ),
    cure="Give each task a seed or a random.Random of its own, made from the seed and the number of the task.",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://docs.python.org/3/library/random.html#notes-on-reproducibility",),
    catalogue=("D03",),
    bad=(
        Example(_MAPPED, Outcome("wrong", "another run, other numbers")),
        Example(_PROCESSES, Outcome("wrong", "dealt in another way")),
    ),
    good=(Example(_SEED_FOR_EACH), Example(_DRAWN_BEFORE), Example(_SEEDED_AFTERWARDS)),
    check=check,
)
