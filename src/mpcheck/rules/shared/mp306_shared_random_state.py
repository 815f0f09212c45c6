"""MP306: forked workers draw from numpy's global generator, which all of them inherit in the same state."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.loading import full_name
from mpcheck.model.module import Module
from mpcheck.model.parents import Parent
from mpcheck.model.scopes import FunctionInfo
from mpcheck.model.tasks import Task
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.lifecycle.reaching import is_kept_out
from mpcheck.rules.shared.delays import is_only_delay
from mpcheck.rules.shared.global_generator import (
    draws,
    imports_of_parent,
    is_seeded_by_parent,
    loaded,
    seeded_tasks,
)
from mpcheck.rules.shared.negligible import is_negligible
from mpcheck.rules.shared.own_data import work_on_own_data
from mpcheck.rules.shared.several_workers import has_several_workers
from mpcheck.rules.shared.worker_reads import workers_share_import
from mpcheck.targets import Target

#: The last Python for which there is a numpy 1.
_LAST_WITH_NUMPY_1 = (3, 12)


def check(module: Module) -> Iterator[Finding]:
    """Report the first draw in each function that several forked workers run without seeding."""
    drawn = draws(module) if module.worker_tasks else []
    found = [call for call in drawn if not (is_only_delay(module, call) or is_negligible(module, call))]
    seeded, parent = (seeded_tasks(module), Parent(module)) if found else ([], None)
    seen: set[FunctionInfo | None] = set()
    for call in found:
        imports = imports_of_parent(module, module.ev.file(call))
        if parent is None or not any(f"{full_name(b)}.".startswith(("numpy.", "scipy.")) for b in imports):
            continue  # each worker loads numpy by itself
        function = module.function(call)
        tasks = [t for t in module.worker_tasks.get(function, ()) if t not in seeded] if function is not None else []
        if function in seen or module.graph.is_guarded(call) or not has_several_workers(module, parent, tasks):
            continue
        if not is_kept_out(module, call, tasks):
            seen.add(function)
            # Who chose a seed, and gives each task data of its own, may mean all of them to draw the same numbers.
            meant = is_seeded_by_parent(module, parent, tasks) and work_on_own_data(module, tasks)
            yield from _report(module, call, tasks, loaded(module, parent, tasks, imports), meant=meant)


def _report(module: Module, call: ast.Call, tasks: list[Task], when: str, *, meant: bool) -> Iterator[Finding]:
    targets = {target for task in tasks for target in module.targets_of(task.event) if _is_shared(target, when)}
    message = (
        f"forked workers inherit numpy's global generator in the same state, so `{ast.unparse(call.func)}` "
        "gives each of them the same numbers"
    )
    related = [(tasks[0].event.call, "leads to it in worker processes")]
    certain = when and any(len(task.callables) == 1 for task in tasks)
    confidence = Confidence.LOW if meant else Confidence.HIGH if certain else Confidence.MEDIUM
    breaks = module.narrow(call, targets)
    yield from RULE.at(module, call, message, breaks=breaks, related=related, confidence=confidence)


def _is_shared(target: Target, when: str) -> bool:
    """Whether workers start with a copy of one generator, by ``when`` the parent has it."""
    if target.start_method == "fork":
        return bool(when) or target.python <= _LAST_WITH_NUMPY_1
    return when == "import" and workers_share_import(target) is True


_PROCESSES = """
import multiprocessing

import numpy as np


def simulate(queue):
    queue.put(np.random.rand())  # MP306


def main():
    np.random.seed(42)
    queue = multiprocessing.SimpleQueue()
    workers = [multiprocessing.Process(target=simulate, args=(queue,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    numbers = {queue.get() for _ in workers}
    for worker in workers:
        worker.join()
    print("ok" if len(numbers) == 3 else "the workers drew the same numbers")


if __name__ == "__main__":
    main()
"""

_POOL = """
from multiprocessing import Barrier, Pool

from numpy.random import permutation


def set_barrier(given):
    global barrier
    barrier = given


def shuffled(length):
    return tuple(permutation(length))  # MP306


def task(length):
    barrier.wait(20)
    return shuffled(length)


if __name__ == "__main__":
    with Pool(2, set_barrier, (Barrier(2),)) as pool:
        orders = pool.map(task, [50, 50], chunksize=1)
    print("ok" if orders[0] != orders[1] else "the workers drew the same order")
"""

_SAMPLING = """
from numpy import random


def resample(rows):
    picked = random.choice(len(rows), len(rows))  # MP306
    return tuple(rows[index] for index in picked)


def jittered(rows):
    renew()
    return [row + random.standard_normal() for row in rows]


def renew():
    random.seed(None)
"""

_OTHER_FILE = """
import multiprocessing as mp

from sampling import resample


def estimate(connection, rows):
    connection.send(resample(rows))
    connection.close()


def main():
    ends = [mp.Pipe(duplex=False) for _ in range(3)]
    for _, writer in ends:
        mp.Process(target=estimate, args=(writer, list(range(100)))).start()
    samples = {reader.recv() for reader, _ in ends}
    print("ok" if len(samples) == 3 else "the workers drew the same sample")


if __name__ == "__main__":
    main()
"""

_RENEWED_ELSEWHERE = """
import multiprocessing as mp

import sampling


def shaken(row):
    return tuple(sampling.jittered([row] * 5))


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        rows = pool.map(shaken, range(6), 1)
    print("ok" if len({row[0] - number for number, row in enumerate(rows)}) == 6 else rows)
"""

_SEEDED = """
from multiprocessing import Pool

import numpy as np


def seed_worker():
    np.random.seed()


def draw(_):
    return np.random.randint(1_000_000_000)


if __name__ == "__main__":
    with Pool(2, initializer=seed_worker) as pool:
        numbers = pool.map(draw, range(4), chunksize=1)
    print("ok" if len(set(numbers)) == 4 else numbers)
"""

_GENERATOR = """
import random
from concurrent.futures import ProcessPoolExecutor

import numpy as np


def draw(seed):
    rng = np.random.default_rng(seed)
    return rng.random(), np.random.default_rng().random(), random.random()


def main():
    seeds = np.random.SeedSequence(7).spawn(4)
    order = np.random.permutation(4)
    with ProcessPoolExecutor(2) as executor:
        rows = list(executor.map(draw, [seeds[n] for n in order]))
    print("ok" if all(len(set(column)) == 4 for column in zip(*rows)) else rows)


if __name__ == "__main__":
    main()
"""

_ONE_WORKER = """
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np


def draw(_):
    return np.random.rand()


def noise(_):
    return np.random.uniform(1, 2)


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=1) as executor:
        numbers = list(executor.map(draw, range(3)))
    with ThreadPoolExecutor(2) as threads:
        numbers += threads.map(noise, range(3))  # from 1 to 2: other numbers than the worker's
    print("ok" if len(set(numbers)) == 6 else numbers)
"""

_TIES = """
from multiprocessing import Pool

import numpy as np


def shaken(values, scale=None):
    return values if scale is None else values + np.random.normal(0, scale, len(values))


def ranked(values):
    parted = shaken(np.array(values)) + np.random.uniform(0, 1e-12, len(values))
    return np.argsort(parted).tolist()


if __name__ == "__main__":
    print(shaken(np.zeros(3), scale=2))
    with Pool(2) as pool:
        orders = pool.map(ranked, [[3, 1, 2], [1, 3, 2]])
    print("ok" if orders == [[1, 2, 0], [0, 2, 1]] else orders)
"""

RULE = Rule(
    code="MP306",
    name="shared-random-state",
    summary="Forked workers draw from numpy's global generator without seeding it anew.",
    why=(
        "A forked worker is a copy of its parent, and the state of numpy's global generator is part of the copy. All "
        "workers draw the same numbers: samples repeat, and no error tells of it. From numpy 2 on the generator is made "
        "when numpy.random is first imported or used; where only workers use it, each makes its own. Under spawn each "
        "worker loads numpy by itself. Under forkserver so, too, until Python 3.14, whose server imports the main module "
        "once: what this import makes is the same for all workers. The generator of the standard library's `random` is "
        "seeded anew after a fork."
    ),
    cure=(
        "Give each task a generator of its own: "
        "`numpy.random.default_rng(seed)` with seeds from `numpy.random.SeedSequence(...).spawn(n)`."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=("https://numpy.org/doc/stable/reference/random/parallel.html",),
    catalogue=("D01",),
    bad=(
        Example(
            _PROCESSES,
            Outcome("wrong", "the same numbers"),
            methods=("fork",),
            platforms=("linux",),
            requires=("numpy",),
        ),
        Example(
            _POOL, Outcome("wrong", "the same order"), methods=("fork",), platforms=("linux",), requires=("numpy",)
        ),
        Example(
            _OTHER_FILE,
            Outcome("wrong", "the same sample"),
            methods=("fork",),
            platforms=("linux",),
            requires=("numpy",),
            files=(("sampling.py", _SAMPLING[: _SAMPLING.index("\n\n\ndef jittered")]),),
        ),
    ),
    good=(
        Example(
            _RENEWED_ELSEWHERE,
            requires=("numpy",),
            files=(("sampling.py", _SAMPLING.replace("  # MP306", "")),),
        ),
        Example(_SEEDED, requires=("numpy",)),
        Example(_GENERATOR, requires=("numpy",)),
        Example(_ONE_WORKER, requires=("numpy",)),
        Example(_TIES, requires=("numpy",)),
    ),
    check=check,
)
