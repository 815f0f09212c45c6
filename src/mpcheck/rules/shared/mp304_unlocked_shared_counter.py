"""MP304: workers change a shared value by reading and writing it, and hold no lock meanwhile."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.locks import may_be_locked
from mpcheck.model.module import Module
from mpcheck.model.updates import depends_on_parameters, keys
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.shared.bins import is_bin
from mpcheck.rules.shared.shared_updates import SharedUpdate, shared_updates

_PLAIN = {"builtins.staticmethod", "builtins.classmethod", "builtins.property"}
_OWN_LOCK = (
    "Make a lock in the parent process, pass it to the workers and hold it around the statement: `with lock:`. "
    "These objects have no get_lock()."
)


def check(module: Module) -> Iterator[Finding]:
    """Report each statement of a worker that reads and writes what other processes write too."""
    if any(module.events_reached("value array raw-value raw-array manager")):
        contexts = module.contexts
        for shared in shared_updates(contexts):
            if not may_be_locked(contexts, shared.update.statement):
                yield from _report(module, shared)


def _report(module: Module, shared: SharedUpdate) -> Iterator[Finding]:
    text = ast.unparse(shared.update.target)
    message = f"`{text}` is read and then written, and no lock keeps other processes from doing so in between: updates are lost"
    made = dict.fromkeys(one.call for one in shared.objects if one.call is not None)
    related: list[tuple[ast.AST, str]] = [(call, "the shared object is made here") for call in made]
    related.append((shared.writers[0].event.call, "runs in several processes"))
    cure = None if all(module.kind(one) in ("value", "array") for one in shared.objects) else _OWN_LOCK
    yield from RULE.at(
        module,
        shared.update.statement,
        message,
        breaks={target for one in shared.tasks for target in module.targets_of(one.event)},
        related=related,
        confidence=_confidence(module, shared),
        cure=cure,
    )


def _confidence(module: Module, shared: SharedUpdate) -> Confidence:
    """Low where each process may have a part of its own, medium where that is unlikely or a decorator may take a lock."""
    update = shared.update
    own = [key for key in keys(module, update) if depends_on_parameters(module, key, update.owner)]
    if own:
        in_bins = all(is_bin(module, key, update.owner) for key in own)
        return Confidence.MEDIUM if in_bins else Confidence.LOW
    function = module.function(update.statement)
    decorated = function is not None and any(module.external_name(d) not in _PLAIN for d in function.decorators)
    certain = len(shared.objects) == 1 and len(shared.writers[0].callables) == 1 and not decorated
    return Confidence.HIGH if certain else Confidence.MEDIUM


_VALUE = """
import time
from multiprocessing import Process, Value


def measure():
    time.sleep(0.01)
    return 1


def work(total):
    for _ in range(20):
        total.value += measure()  # MP304


if __name__ == "__main__":
    total = Value("i", 0)
    workers = [Process(target=work, args=(total,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok" if total.value == 60 else f"lost updates: {total.value} of 60")
"""

_ARRAY = """
import multiprocessing as mp


def init(shared):
    global counts
    counts = shared


def count(numbers):
    for number in numbers:
        counts[0] = counts[0] + 1  # MP304


def main():
    shared = mp.Array("i", 2)
    with mp.Pool(2, initializer=init, initargs=(shared,)) as pool:
        pool.map(count, [range(40_000)] * 4, chunksize=1)
    print("ok" if shared[0] == 160_000 else f"lost updates: {shared[0]}")


if __name__ == "__main__":
    main()
"""

_MANAGER = """
import multiprocessing as mp


def work(state, barrier):
    before = state.done
    barrier.wait(20)
    state.done = before + 1  # MP304


if __name__ == "__main__":
    with mp.Manager() as manager:
        state = manager.Namespace()
        state.done = 0
        barrier = mp.Barrier(2)
        first = mp.Process(target=work, args=(state, barrier))
        second = mp.Process(target=work, kwargs={"state": state, "barrier": barrier})
        first.start()
        second.start()
        first.join()
        second.join()
        print("ok" if state.done == 2 else f"lost updates: {state.done}")
"""

_HISTOGRAM = """
import random
from multiprocessing import Array, Barrier, Process


class Sampler(Process):
    def __init__(self, seed, counts, start):
        super().__init__()
        self.seed, self.counts, self.together = seed, counts, start

    def run(self):
        rng = random.Random(self.seed)
        self.together.wait(20)
        for _ in range(40_000):
            place = min(int(rng.random() * 5), 3)
            self.counts[place] += 1  # MP304


if __name__ == "__main__":
    counts, start = Array("l", 4), Barrier(2)
    samplers = [Sampler(seed, counts, start) for seed in range(2)]
    for sampler in samplers:
        sampler.start()
    for sampler in samplers:
        sampler.join()
    print("ok" if sum(counts) == 80_000 else f"lost updates: {sum(counts)}")
"""

_LOCKED = """
from multiprocessing import Lock, Process, RawValue, Value


def add(counter):
    with counter.get_lock():
        counter.value += 1


def work(counter, raw, lock):
    for _ in range(100):
        add(counter)
        lock.acquire()
        try:
            raw.value = raw.value + 1
        finally:
            lock.release()


if __name__ == "__main__":
    counter, raw, lock = Value("i", 0), RawValue("i", 0), Lock()
    workers = [Process(target=work, args=(counter, raw, lock)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print("ok" if counter.value == raw.value == 200 else (counter.value, raw.value))
"""

_ONE_WRITER = """
from multiprocessing import Process, Value


def work(progress):
    for _ in range(100):
        progress.value += 1


def start():
    progress = Value("i", 0)
    worker = Process(target=work, args=(progress,))
    worker.start()
    return progress, worker


if __name__ == "__main__":
    started = [start() for _ in range(2)]
    for _, worker in started:
        worker.join()
    values = [progress.value for progress, _ in started]
    print("ok" if values == [100, 100] else values)
"""

_THREADS_AND_STORES = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process, Value


def finish(flag, number):
    flag.value = number


def note(total):
    total.value += 1


if __name__ == "__main__":
    flag, total = Value("i", 0), Value("i", 0)
    workers = [Process(target=finish, args=(flag, 7)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with ThreadPoolExecutor(1) as threads:
        list(threads.map(note, [total, total]))
    print("ok" if (flag.value, total.value) == (7, 2) else (flag.value, total.value))
"""

RULE = Rule(
    code="MP304",
    name="unlocked-shared-counter",
    summary="Several processes read and write a shared value without holding a lock.",
    why=(
        "`counter.value += 1` reads the value, adds, and writes it back. Value and Array lock each of these steps, not "
        "all of them together: when another process writes in between, its update is lost, and the result is too low "
        "without an error. RawValue, RawArray and the proxies of a manager have no lock for it at all."
    ),
    cure="Hold the object's lock around the statement: `with counter.get_lock(): counter.value += 1`.",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Value",
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.sharedctypes.RawValue",
    ),
    catalogue=("D04",),
    bad=(
        Example(_VALUE, Outcome("wrong", "lost updates")),
        Example(_ARRAY, Outcome("wrong", "lost updates")),
        Example(_MANAGER, Outcome("wrong", "lost updates: 1")),
        Example(_HISTOGRAM, Outcome("wrong", "lost updates")),
    ),
    good=(Example(_LOCKED), Example(_ONE_WRITER), Example(_THREADS_AND_STORES)),
    check=check,
)
