"""MP510: a pool replaces its workers by forking while other threads run."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.attributes import is_literal
from mpcheck.model.event import Event
from mpcheck.model.forks import may_precede
from mpcheck.model.module import Module
from mpcheck.model.order import frames
from mpcheck.model.threads import Thread, started_threads
from mpcheck.rules.base import Example, Outcome, Rule


def check(module: Module) -> Iterator[Finding]:
    """Report pools with a task limit that work while threads run which were started after them."""
    pools = [pool for pool in module.events_reached("pool", "new") if _replaces_workers(pool)]
    started = list(started_threads(module)) if pools else []
    for pool in pools:
        threads = [thread for thread in started if thread.is_of_file or _is_in_file_of(module, pool, thread)]
        targets = [target for target in module.targets_of(pool) if target.start_method == "fork"]
        beside = next((thread for thread in threads if _works_beside(module, pool, thread)), None)
        # Those that run before the pool is made are the business of MP501.
        before = any(may_precede(module, thread.event.sites, pool.sites, thread.ends) for thread in threads)
        if beside is not None and not before:
            yield from RULE.at(
                module,
                pool.call,
                "the pool forks new workers while another thread runs: a lock that it holds stays locked in them",
                breaks=targets,
                related=[(beside.event.sites[0], "a thread is started here")],
            )


def _is_in_file_of(module: Module, pool: Event, thread: Thread) -> bool:
    return module.ev.file(pool.call) is module.ev.file(thread.event.call)


def _replaces_workers(pool: Event) -> bool:
    limits = pool.values("maxtasksperchild")
    return bool(limits) and not all(is_literal(one, None) for one in limits)


def _works_beside(module: Module, pool: Event, thread: Thread) -> bool:
    """Whether the pool gets work after the start of the thread, and before the end of either."""
    used = [event for event in module.events_reached("pool") if event.origin is pool.call]
    ends = [event.sites for event in used if event.method in ("join", "terminate")]
    if not may_precede(module, pool.sites, thread.event.sites, ends) or not _is_within_block(module, pool, thread):
        return False
    given = [event for event in used if event.runs_in and thread.may_run_at(module, event.sites)]
    return any(may_precede(module, thread.event.sites, event.sites, thread.ends) for event in given)


def _is_within_block(module: Module, pool: Event, thread: Thread) -> bool:
    """Whether the thread is started before the ``with`` statement of the pool, if there is one, has ended it."""
    item = module.parent(pool.call)
    block = module.parent(item) if isinstance(item, ast.withitem) else None
    if block is None:
        return True
    starts = frames(module, thread.event.sites).get(module.function(block), ())
    return any(block in module.ancestors(start) for start in starts)


_REFRESH = """
import threading
import time
from multiprocessing import Pool

lock = threading.Lock()
busy = threading.Event()


def refresh():
    with lock:
        busy.set()
        time.sleep(600)


def work(number):
    with lock:
        return number + 1


if __name__ == "__main__":
    with Pool(1, maxtasksperchild=1) as pool:  # MP510
        threading.Thread(target=refresh, daemon=True).start()
        busy.wait()
        numbers = pool.map(work, [1, 2])
    print("ok" if numbers == [2, 3] else numbers)
"""

_SERVICE = """
import multiprocessing as mp
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, RLock


class Cache:
    def __init__(self):
        self.lock, self.loading = RLock(), Event()

    def load(self, key, seconds=0):
        with self.lock:
            self.loading.set()
            time.sleep(seconds)
            return len(key)


cache = Cache()


class Service:
    def __init__(self, limit):
        self.pool = mp.Pool(1, None, (), limit)  # MP510
        self.threads = ThreadPoolExecutor(1)

    def run(self, keys):
        first = self.threads.submit(cache.load, "early", 4)
        cache.loading.wait()
        results = [self.pool.apply_async(cached, (key,)) for key in keys]
        return [result.get() for result in results] + [first.result()]


def cached(key):
    return cache.load(key)


def main():
    found = Service(1).run(["a", "bc"])
    print("ok" if found == [1, 2, 5] else found)


if __name__ == "__main__":
    main()
"""

_NO_LIMIT = """
import threading
import time
from multiprocessing import Pool

lock = threading.Lock()
busy = threading.Event()


def refresh():
    with lock:
        busy.set()
        time.sleep(1)


def work(number):
    with lock:
        return number + 1


if __name__ == "__main__":
    with Pool(1) as pool:
        threading.Thread(target=refresh, daemon=True).start()
        busy.wait()
        numbers = pool.map(work, [1, 2])
    print("ok" if numbers == [2, 3] else numbers)
"""

_SPAWN = """
import multiprocessing
import threading
import time

lock = threading.Lock()
busy = threading.Event()


def refresh():
    with lock:
        busy.set()
        time.sleep(1)


def work(number):
    with lock:
        return number + 1


def main():
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        thread = threading.Thread(target=refresh)
        thread.start()
        busy.wait()
        numbers = pool.map(work, [1, 2])
    thread.join()
    print("ok" if numbers == [2, 3] else numbers)


if __name__ == "__main__":
    main()
"""

_ENDED = """
import threading
from multiprocessing import Pool

lock = threading.Lock()
found = []


def collect(number):
    with lock:
        found.append(number)


def work(number):
    with lock:
        return number + 1


if __name__ == "__main__":
    with Pool(1, maxtasksperchild=1) as pool:
        thread = threading.Thread(target=collect, args=(1,))
        thread.start()
        thread.join()
        numbers = pool.map(work, [*found, 2])
    later = threading.Thread(target=collect, args=(3,))
    later.start()
    later.join()
    print("ok" if numbers == [2, 3] and found == [1, 3] else numbers)
"""

RULE = Rule(
    code="MP510",
    name="worker-replaced-by-fork",
    summary="A pool with maxtasksperchild forks new workers while other threads run.",
    why=(
        "A pool with a limit of tasks replaces its workers all the time, from a thread of its own, long after it was made: "
        "where the start method is fork, each new worker is a copy of the parent as it is at that moment. A lock that "
        "another thread holds then (also that of a module which the thread is importing) is locked in the copy, and "
        "nobody there releases it: the worker waits for ever as soon as it needs the lock, and the pool for its result."
    ),
    cure="Use the start method forkserver or spawn for the pool, or leave out maxtasksperchild.",
    severity=Severity.WARNING,
    confidence=Confidence.LOW,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool",
        "https://docs.python.org/3/library/os.html#os.fork",
    ),
    catalogue=("C23",),
    bad=(
        Example(_REFRESH, Outcome("hangs"), methods=("fork",), platforms=("linux",)),
        Example(_SERVICE, Outcome("hangs"), methods=("fork",), platforms=("linux",)),
    ),
    good=(Example(_NO_LIMIT), Example(_SPAWN), Example(_ENDED)),
    check=check,
)
