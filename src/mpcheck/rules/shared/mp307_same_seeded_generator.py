"""MP307: every task or worker draws the same random numbers, from equal copies of one generator."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.contexts import Contexts
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared import generators
from mpcheck.rules.shared.generators import Draw
from mpcheck.rules.shared.own_data import work_on_own_data
from mpcheck.rules.shared.worker_reads import workers_share_import
from mpcheck.targets import Target

_SEEDING = ("random.seed", "numpy.random.seed")


def check(module: Module) -> Iterator[Finding]:
    """Report each generator once where it is made, and constant seeds of the global ones in workers."""
    files = {module.found, *(module.ev.file(function.node) for function in module.foreign_worker_functions)}
    if not any(generators.may_be_about_random(file.text) for file in files):
        return
    contexts, parent = module.contexts, Parent(module)
    seen: set[ast.AST] = set()
    for draw in generators.draws_from_objects(contexts):
        if draw.made not in seen:
            findings = list(_of_object(module, parent, draw))
            seen |= {draw.made} if findings else set()
            yield from findings
    for call, tasks in module.once(generators.calls_of_workers):
        if module.external_name(call.func) in _SEEDING:
            yield from _of_global(contexts, parent, call, tuple(tasks))


def _of_object(module: Module, parent: Parent, draw: Draw) -> Iterator[Finding]:
    if generators.is_made_at_import(module, draw.made):
        if generators.runs_in_several(module, parent, draw.tasks) or generators.runs_in_turn(module.contexts, draw):
            why = "each worker has a generator of its own, in the same state"
            yield from _report(module, draw, why, only_copies=not draw.is_seeded)
    elif module.function(draw.made) in module.worker_tasks:
        if draw.is_seeded and generators.runs_often(parent, draw.tasks):
            why = "each task makes its generator from the same seed"
            yield from _report(module, draw, why, confidence=_confidence_within(module, draw.tasks))
    elif generators.runs_often(parent, draw.tasks):
        each = all(generators.is_made_for_each(module, draw.made, task) for task in draw.tasks)
        if draw.is_seeded or not each:
            why = "each process has a copy of the generator, in the same state"
            yield from _report(module, draw, why)


def _report(
    module: Module, draw: Draw, why: str, *, confidence: Confidence = Confidence.MEDIUM, only_copies: bool = False
) -> Iterator[Finding]:
    targets = {target for task in draw.tasks for target in module.targets_of(task.event)}
    breaks = [target for target in targets if not only_copies or _copies_memory(target)]
    message = f"{why}, so `{ast.unparse(draw.call.func)}` gives the same numbers again and again"
    related = [(draw.call, "drawn here"), (draw.tasks[0].event.call, "leads to it in worker processes")]
    yield from RULE.at(module, draw.made, message, breaks=breaks, related=related, confidence=confidence)


def _copies_memory(target: Target) -> bool:
    return target.start_method == "fork" or workers_share_import(target) is True


def _of_global(contexts: Contexts, parent: Parent, call: ast.Call, tasks: tuple[Task, ...]) -> Iterator[Finding]:
    """``random.seed(0)`` in a task, or in the initializer of several workers."""
    module = contexts.module
    drawn = _global_draw(module, call) if generators.is_constant_seed(contexts, call) else None
    if drawn is None:
        return
    initializes = any(task.role == "initializer" for task in tasks)
    often = (
        generators.runs_in_several if initializes else (lambda _, parent, tasks: generators.runs_often(parent, tasks))
    )
    if often(module, parent, tasks):
        who = "worker" if initializes else "task"
        message = f"each {who} starts from the same seed, so `{ast.unparse(drawn.func)}` gives the same numbers in all of them"
        yield from RULE.at(
            module,
            call,
            message,
            breaks={target for task in tasks for target in module.targets_of(task.event)},
            related=[(drawn, "drawn here"), (tasks[0].event.call, "leads to it in worker processes")],
            confidence=Confidence.MEDIUM if initializes else _confidence_within(module, tasks),
        )


def _confidence_within(module: Module, tasks: tuple[Task, ...]) -> Confidence:
    return Confidence.LOW if work_on_own_data(module, tasks) else Confidence.MEDIUM


def _global_draw(module: Module, seeding: ast.Call) -> ast.Call | None:
    """A draw of a worker from the generator that a call seeds."""
    prefix = module.external_name(seeding.func).rpartition(".")[0]
    calls = (call for call, _ in module.once(generators.calls_of_workers))
    return next((c for c in calls if _draws_from(module.external_name(c.func), prefix)), None)


def _draws_from(name: str, prefix: str) -> bool:
    module, _, function = name.rpartition(".")
    return (
        module == prefix and function[:1].islower() and function not in ("seed", "default_rng", "getstate", "get_state")
    )


_MODULE_LEVEL = """
import random
from multiprocessing import Process, SimpleQueue

rng = random.Random(123)  # MP307


def simulate(results):
    results.put(rng.random())


def main():
    results = SimpleQueue()
    workers = [Process(target=simulate, args=(results,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    numbers = {results.get() for _ in workers}
    for worker in workers:
        worker.join()
    print("ok" if len(numbers) == 3 else "the same number three times")


if __name__ == "__main__":
    main()
"""

_SENT = """
import concurrent.futures

import numpy


class Simulation:
    def __init__(self, seed):
        self.rng = numpy.random.default_rng(seed)  # MP307

    def sample(self, size):
        return float(self.rng.normal(size=size).mean())

    def run(self):
        with concurrent.futures.ProcessPoolExecutor(2) as executor:
            futures = [executor.submit(self.sample, 100) for _ in range(4)]
            return {future.result() for future in futures}


if __name__ == "__main__":
    means = Simulation(seed=7).run()
    print("ok" if len(means) == 4 else f"{len(means)} mean of 4 samples")
"""

_SEEDED_IN_TASK = """
import random
from multiprocessing import Pool


def throw(count):
    random.seed(42)  # MP307
    return [random.randrange(6) for _ in range(count)]


if __name__ == "__main__":
    with Pool(2) as pool:
        throws = pool.map(throw, [20] * 4)
    print("ok" if throws[0] != throws[1] else "equal throws")
"""

_IN_TURN = """
from concurrent.futures import ProcessPoolExecutor
from random import Random

rng = Random(8)  # MP307


def draw():
    return rng.randrange(1_000_000)


def one():
    with ProcessPoolExecutor(1) as executor:
        return executor.submit(draw).result()


if __name__ == "__main__":
    numbers = {one() for _ in range(3)}
    print("ok" if len(numbers) == 3 else f"drawn three times: {numbers}")
"""

_OWN_SEEDS = """
import random
from concurrent.futures import ProcessPoolExecutor

shared = random.Random(5)


def draw(seed):
    rng = random.Random(seed)
    return rng.random()


def choose(task):
    shared.seed(1000 + task)
    return shared.random()


def throw(task):
    random.seed(2000 + task)
    return random.random()


def main():
    with ProcessPoolExecutor(2) as executor:
        numbers = [*executor.map(draw, range(4)), *executor.map(choose, range(4)), *executor.map(throw, range(4))]
    print("ok" if len(set(numbers)) == 12 else numbers)


if __name__ == "__main__":
    main()
"""

_SPAWNED = """
from multiprocessing import Pool

import numpy as np

SEED = 7


class Walk:
    def __init__(self, rng):
        self.rng = rng

    def __call__(self):
        return self.rng.random()


def run(walk):
    return walk()


if __name__ == "__main__":
    sequences = np.random.SeedSequence(SEED).spawn(4)
    walks = [Walk(np.random.default_rng(sequence)) for sequence in sequences]
    with Pool(2) as pool:
        ends = pool.map(run, walks)
    print("ok" if len(set(ends)) == 4 else ends)
"""

_IN_PARENT = """
import random
from multiprocessing import Pool
from threading import Thread

rng = random.Random(1)
noise = random.Random(2)
drawn = []


def add(number, factor):
    return number + factor


def draw():
    drawn.append(noise.random())


if __name__ == "__main__":
    numbers = [(rng.randrange(10), rng.random()) for _ in range(3)]
    with Pool(2) as pool:
        assert pool.starmap(add, numbers) == [number + factor for number, factor in numbers]
    threads = [Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("ok" if len(set(drawn)) == 2 else drawn)
"""

RULE = Rule(
    code="MP307",
    name="same-seeded-generator",
    summary="All tasks or workers draw the same random numbers, because their generators start in the same state.",
    why=(
        "A worker that imports the module, is forked or is sent a generator has a copy of its own. Where the generator "
        "was made from a fixed seed, or one generator is sent with each task, all copies start in the same state: "
        "samples that should be independent are equal, under every start method, and no error tells of it. So it is "
        "where each task begins with `seed(42)`."
    ),
    cure=(
        "Give each task a seed of its own, such as `numpy.random.SeedSequence(seed).spawn(n)` or the number of the task, "
        "and make the generator from it in the worker."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=("https://numpy.org/doc/stable/reference/random/parallel.html",),
    catalogue=("D02",),
    bad=(
        Example(_MODULE_LEVEL, Outcome("wrong", "the same number three times")),
        Example(_SENT, Outcome("wrong", "1 mean of 4 samples"), requires=("numpy",)),
        Example(_SEEDED_IN_TASK, Outcome("wrong", "equal throws")),
        Example(_IN_TURN, Outcome("wrong", "drawn three times")),
    ),
    good=(Example(_OWN_SEEDS), Example(_SPAWNED, requires=("numpy",)), Example(_IN_PARENT)),
    check=check,
)
