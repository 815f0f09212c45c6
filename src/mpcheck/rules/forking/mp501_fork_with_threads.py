"""MP501: a process is forked while other threads run."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from mpcheck.findings import Confidence, Finding, Severity
from mpcheck.model.fork_children import only_looks
from mpcheck.model.forks import FORK_WORDS, Fork, forks_elsewhere, may_precede
from mpcheck.model.hand_forks import only_executes
from mpcheck.model.module import Module
from mpcheck.model.order import frames, innermost
from mpcheck.model.threads import Thread, functions_of_threads, started_threads
from mpcheck.rules.base import Example, Outcome, Rule
from mpcheck.rules.forking.green_threads import are_all_green
from mpcheck.rules.forking.idle_threads import only_passes_on
from mpcheck.rules.forking.on_purpose import is_test_of_forking
from mpcheck.rules.forking.prepared import OPTION, locks_taken_before_exec
from mpcheck.rules.forking.thread_locks import lock_of_both

_FORKING = ("linux", "macos")


def check(module: Module) -> Iterator[Finding]:
    """Report each fork that the start of a thread may precede, forks that threads make, and locks taken before exec."""
    yield from _before_exec(module)
    found = list(_beside_threads(module))
    if found and not are_all_green(module):
        yield from found


def _beside_threads(module: Module) -> Iterator[Finding]:
    forks = [fork for fork in module.forks if not (fork.is_by_hand and _is_harmless(module, fork.event.call))]
    threads = list(started_threads(module)) if forks or module.functions_called else []
    inside = functions_of_threads(module) if threads and forks else set()
    for fork in forks:
        others = [thread for thread in threads if not _are_alternatives(thread, fork, threads, forks)]
        own = (one for one in others if one.is_of_file and _is_running(module, one, fork))
        before, taken = next(((one, None) for one in own), None) or _with_lock(module, others, fork)
        if before is not None:
            yield from _report(module, fork, before, taken)
        elif module.function(fork.node) in inside:
            message = "the process is forked in a thread: a lock that another thread holds stays locked in the child"
            yield from RULE.at(module, fork.node, message, breaks=fork.targets, confidence=Confidence.LOW)
    for fork in forks_elsewhere(module) if threads else ():
        before, taken = _with_lock(module, threads, fork)
        if before is not None:
            yield from _report(module, fork, before, taken)


def _is_harmless(module: Module, call: ast.Call) -> bool:
    """Whether the child of a fork by hand comes to no lock."""
    return only_executes(module, call) or only_looks(module, call)


def _report(module: Module, fork: Fork, before: Thread, taken: ast.expr | None) -> Iterator[Finding]:
    message = "the process is forked while another thread runs: a lock that it holds stays locked in the child"
    related: list[tuple[ast.AST, str]] = [(before.event.sites[0], "a thread is started here")]
    related += [(taken, "the child takes a lock of the thread here")] if taken is not None else []
    # The threads of a loop's default executor are idle once their work has been awaited.
    is_idle = before.event.method == "run_in_executor" or (taken is None and only_passes_on(module, before, fork))
    is_sure = fork.is_certain and not is_idle and not is_test_of_forking(module)
    confidence = Confidence.MEDIUM if is_sure else Confidence.LOW
    yield from RULE.at(module, fork.node, message, breaks=fork.targets, related=related, confidence=confidence)


def _with_lock(module: Module, threads: list[Thread], fork: Fork) -> tuple[Thread | None, ast.expr | None]:
    """A thread that runs, and where the child takes a lock of it.

    Without such a lock, what a function of another file does for its own ends may be harmless.
    """
    for thread in threads:
        if _is_running(module, thread, fork) and _meet_here(module, thread, fork):
            taken = lock_of_both(module, thread, fork)
            if taken is not None:
                return thread, taken
    return None, None


def _meet_here(module: Module, thread: Thread, fork: Fork) -> bool:
    """Whether it takes this file for both to happen: what another one does alone is told of that."""
    _, body = innermost(frames(module, thread.event.sites), frames(module, fork.event.sites))
    return body is None or module.is_here(body.node)


def _before_exec(module: Module) -> Iterator[Finding]:
    for taken in locks_taken_before_exec(module):
        call = taken.event.call
        message = (
            f"`{OPTION}` takes the lock `{ast.unparse(taken.node)}` in a child that is forked: if another thread holds it at "
            "that moment, the child waits for ever, and this call with it"
        )
        breaks = module.narrow(call, (target for target in module.targets if target.platform in _FORKING))
        yield from RULE.at(module, call, message, breaks=breaks, related=[(taken.node, "taken here")])


def _are_alternatives(thread: Thread, fork: Fork, threads: list[Thread], forks: list[Fork]) -> bool:
    """Whether both calls start a thread or a process, by one choice: all of them are threads, or none is."""
    by_thread = any(one.event.call is fork.event.call for one in threads)
    return by_thread and any(one.event.call is thread.event.call for one in forks)


def _is_running(module: Module, thread: Thread, fork: Fork) -> bool:
    sites = fork.event.sites
    return thread.may_run_at(module, sites) and may_precede(module, thread.event.sites, sites, thread.ends)


_PROCESS = """
import threading
import time
from multiprocessing import Process

lock = threading.Lock()
busy = threading.Event()


def refresh():
    while True:
        with lock:
            busy.set()
            time.sleep(1)


def work():
    with lock:
        print("worked", flush=True)


if __name__ == "__main__":
    threading.Thread(target=refresh, daemon=True).start()
    busy.wait()
    worker = Process(target=work)
    worker.start()  # MP501
    worker.join()
    print("ok" if worker.exitcode == 0 else worker.exitcode)
"""

_POOL = """
import multiprocessing as mp
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock


class Cache:
    def __init__(self):
        self.lock, self.loading, self.rows = Lock(), Event(), {}

    def load(self, key):
        with self.lock:
            self.loading.set()
            time.sleep(1)
            return self.rows.setdefault(key, len(key))


cache = Cache()


def lookup(key):
    return cache.load(key)


def main():
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(cache.load, "early")
        cache.loading.wait()
        with mp.Pool(2) as pool:  # MP501
            lengths = pool.map(lookup, ["a", "bc"])
    print("ok" if [first.result(), *lengths] == [5, 1, 2] else lengths)


if __name__ == "__main__":
    main()
"""

_BY_HAND = """
import os
import threading
import time

lock = threading.Lock()


def hold():
    with lock:
        time.sleep(2)


class Keeper(threading.Thread):
    def run(self):
        hold()


keeper = Keeper(daemon=True)
keeper.start()
time.sleep(0.5)
pid = os.fork()  # MP501, MP603
if pid == 0:
    with lock:
        os._exit(0)
os.waitpid(pid, 0)
print("ok")
"""

_WORKERS_FIRST = """
import threading
import time
from concurrent.futures import ProcessPoolExecutor

lock = threading.Lock()


def square(x):
    with lock:
        return x * x


def hold():
    with lock:
        time.sleep(0.1)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        squares = list(executor.map(square, range(3)))
    thread = threading.Thread(target=hold)
    thread.start()
    thread.join()
    print("ok" if squares == [0, 1, 4] else squares)
"""

_ENDED = """
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool
from threading import Thread

found = []


def work(x):
    return x + 1


def prepare():
    threads = [Thread(target=found.append, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ThreadPoolExecutor(2) as executor:
        return list(executor.map(work, sorted(found)))


if __name__ == "__main__":
    numbers = prepare()
    with Pool(2) as pool:
        results = pool.map(work, numbers)
    print("ok" if results == [2, 3, 4] else results)
"""

_SPAWN = """
import multiprocessing
import subprocess
import sys
import threading
import time

busy = threading.Event()


def refresh():
    busy.set()
    time.sleep(0.5)


def work(queue):
    queue.put("done")


if __name__ == "__main__":
    thread = threading.Thread(target=refresh)
    thread.start()
    busy.wait()
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    worker = context.Process(target=work, args=(queue,))
    worker.start()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    print("ok" if queue.get() == "done" else "lost")
    worker.join()
    thread.join()
"""

_BEFORE_EXEC = """
import subprocess
import sys
import threading
import time

log = threading.Lock()
busy = threading.Event()


def write():
    with log:
        busy.set()
        time.sleep(1)


def prepare():
    with log:
        print("about to start", flush=True)


if __name__ == "__main__":
    thread = threading.Thread(target=write)
    thread.start()
    busy.wait()
    subprocess.run([sys.executable, "-c", "pass"], preexec_fn=prepare, check=True)  # MP501, MP606
    thread.join()
    print("ok")
"""

_OWN_LOCK = """
import os
import subprocess
import sys
import threading
import time

log = threading.Lock()
busy = threading.Event()


def write():
    with log:
        busy.set()
        time.sleep(1)


def prepare():
    with threading.Lock():
        os.umask(0o077)


if __name__ == "__main__":
    thread = threading.Thread(target=write)
    thread.start()
    busy.wait()
    subprocess.run([sys.executable, "-c", "pass"], preexec_fn=prepare, check=True)
    thread.join()
    print("ok")
"""

RULE = Rule(
    code="MP501",
    name="fork-with-threads",
    summary="A process is forked while other threads run.",
    why=(
        "A forked child has a copy of the parent's whole memory but only the thread that forked. A lock that another "
        "thread holds at that moment - of the program, of a library, of logging or of the allocator - is locked in the "
        "copy, and the thread that would release it is not there: the child waits for ever as soon as it needs the "
        "lock. Whether that happens depends on the moment, so it shows rarely and under load. Python warns of it since "
        "3.12 (DeprecationWarning), and it is why Linux no longer forks by default from 3.14 on. The `preexec_fn` of "
        "subprocess runs in such a child, too, whatever the start method is."
    ),
    cure=(
        "Start the worker processes before the first thread, or use the start method forkserver or spawn. In place of "
        "`preexec_fn` use `start_new_session`, `process_group`, `umask` and `user`, and do the rest in the parent."
    ),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    since="0.1.0",
    references=(
        "https://docs.python.org/3/library/os.html#os.fork",
        "https://github.com/python/cpython/issues/84559",
        "https://discuss.python.org/t/concerns-regarding-deprecation-of-fork-with-alive-threads/33555",
    ),
    catalogue=("C09", "G02"),
    words=(*(f"{words} & hread" for words in FORK_WORDS), OPTION),
    bad=(
        Example(_PROCESS, Outcome("hangs"), methods=("fork",), platforms=("linux",)),
        Example(_POOL, Outcome("hangs"), methods=("fork",), platforms=("linux",)),
        Example(_BY_HAND, Outcome("hangs"), platforms=("linux",)),
        Example(_BEFORE_EXEC, Outcome("hangs"), platforms=("linux",)),
    ),
    good=(Example(_WORKERS_FIRST), Example(_ENDED), Example(_SPAWN), Example(_OWN_LOCK, platforms=("linux",))),
    check=check,
)
