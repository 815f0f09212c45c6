"""Locks, queues and shared values in other people's styles: what is reported, what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding
from mpcheck.rules import load

WRONG = {
    "what a field of an object makes": """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        @dataclass
        class State:
            name: str
            lock: object = field(default_factory=mp.Lock)

        STATE = State("a")  # MP303

        def work(number):
            with STATE.lock:
                return number

        def main():
            with mp.Pool(2) as pool:
                print(pool.map(work, range(3)))

        if __name__ == "__main__":
            main()
        """,
    "the second of two locks, or one of two": """
        import multiprocessing as mp
        import os
        import threading

        lock = threading.Lock()
        lock = mp.Lock()  # MP303

        if os.environ.get("ALONE"):
            gate = None
        else:
            gate = mp.Lock()  # MP303

        def work(number):
            with lock:
                if gate is not None:
                    gate.acquire()
                    gate.release()
                return number

        def main():
            with mp.Pool(2) as pool:
                print(pool.map(work, range(3)))

        if __name__ == "__main__":
            main()
        """,
    "lock, alias import, pool": """
        import multiprocessing as mp
        from multiprocessing import Lock as L

        mutex = L()  # MP303

        def save(line):
            with mutex:
                with open("log", "a") as f:
                    f.write(line)

        def main():
            with mp.Pool(4) as pool:
                pool.map(save, ["a", "b"])

        if __name__ == "__main__":
            main()
        """,
    "queue filled by a helper of the worker": """
        from multiprocessing import Process, Queue

        q = Queue()  # MP303

        def send(item):
            q.put(item)

        class Producer(Process):
            def run(self):
                send(1)

        if __name__ == "__main__":
            p = Producer()
            p.start()
            print(q.get())
            p.join()
        """,
    "list of locks and object that holds a value": """
        from multiprocessing import Lock, Process, Value

        class Counter:
            def __init__(self):
                self.value = Value("i", 0)

            def increment(self):
                with self.value.get_lock():
                    self.value.value += 1

        counter = Counter()  # MP303
        locks = [Lock() for _ in range(3)]  # MP303

        def work(i):
            with locks[i]:
                counter.increment()

        if __name__ == "__main__":
            ps = [Process(target=work, args=(i,)) for i in range(3)]
            for p in ps: p.start()
            for p in ps: p.join()
        """,
    "made by a function that the import calls": """
        import multiprocessing

        def setup():
            global event
            event = multiprocessing.Event()  # MP303

        setup()

        def wait():
            event.wait()

        if __name__ == "__main__":
            p = multiprocessing.Process(target=wait)
            p.start()
            event.set()
            p.join()
        """,
    "lock for threads in an executor of processes": """
        import threading
        from concurrent.futures import ProcessPoolExecutor

        print_lock = threading.Lock()  # MP303

        def work(n):
            with print_lock:
                print(n)

        if __name__ == "__main__":
            with ProcessPoolExecutor() as ex:
                ex.map(work, range(3))
        """,
    "context chosen, pipe": """
        import multiprocessing as mp

        ctx = mp.get_context("spawn")
        ours, theirs = ctx.Pipe()  # MP303

        def work():
            theirs.send(1)

        if __name__ == "__main__":
            p = ctx.Process(target=work)
            p.start()
            print(ours.recv())
            p.join()
        """,
    "counter by args": """
        from multiprocessing import Process, Value

        def f(n):
            for _ in range(1000):
                n.value += 1  # MP304

        if __name__ == "__main__":
            num = Value("i", 0)
            a = Process(target=f, args=(num,))
            b = Process(target=f, args=(num,))
            a.start(); b.start(); a.join(); b.join()
        """,
    "self, subclass of Process": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def __init__(self, total):
                super().__init__()
                self.total = total

            def run(self):
                self.add(1)

            def add(self, n):
                self.total.value = self.total.value + n  # MP304

        def main():
            total = mp.Value("d", 0.0, lock=True)
            workers = [Worker(total) for _ in range(4)]
            for w in workers: w.start()
            for w in workers: w.join()

        if __name__ == "__main__":
            main()
        """,
    "manager value, dict of counts, partial": """
        import functools
        from multiprocessing import Manager, Pool

        def work(hits, counts, x):
            hits.value += x  # MP304
            counts["all"] += 1  # MP304

        if __name__ == "__main__":
            with Manager() as m, Pool() as pool:
                hits, counts = m.Value("i", 0), m.dict(all=0)
                pool.map(functools.partial(work, hits, counts), range(10))
        """,
    "raw array in a loop over all of it, lock that is given back": """
        from multiprocessing import Lock, Process, RawArray

        def work(bins, lock):
            with lock:
                bins[0] = 0
            lock.acquire()
            lock.release()
            for i in range(len(bins)):
                bins[i] += 1  # MP304

        def main():
            bins, lock = RawArray("i", 4), Lock()
            ps = []
            for _ in range(4):
                p = Process(target=work, args=(bins, lock))
                p.start()
                ps.append(p)
            for p in ps:
                p.join()

        if __name__ == "__main__":
            main()
        """,
    "the parent counts too": """
        from multiprocessing import Process, Value

        def work(total):
            for _ in range(100):
                total.value -= 1  # MP304

        if __name__ == "__main__":
            total = Value("i", 0)
            p = Process(target=work, args=(total,))
            p.start()
            for _ in range(100):
                total.value += 1
            p.join()
        """,
    "read into a local name": """
        from multiprocessing import Pool, Value

        def init(c):
            global counter
            counter = c

        def work(x):
            n = counter.value
            counter.value = n + 1  # MP304
            return x

        if __name__ == "__main__":
            with Pool(initializer=init, initargs=(Value("i"),)) as pool:
                pool.map(work, range(10))
        """,
}

RIGHT = {
    "fields that are given something else, or that workers do not use": """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        @dataclass
        class State:
            name: str
            lock: object = field(default_factory=mp.Lock)
            names: list = field(default_factory=list)

        NONE = State("b", None)
        STATE = State("a")

        def work(number):
            if NONE.lock is None:
                return STATE.name, STATE.names

        def main():
            with STATE.lock, mp.Pool(2) as pool:
                print(pool.map(work, range(3)))

        if __name__ == "__main__":
            main()
        """,
    "a lock and a counter that nothing uses any more": """
        import contextlib
        import multiprocessing as mp

        lock = mp.Lock()
        total = mp.Value("i", 0)

        lock = contextlib.nullcontext()
        total = 0

        def work(number):
            with lock:
                return number + total

        def main():
            with mp.Pool(2) as pool:
                print(pool.map(work, range(3)), total)

        if __name__ == "__main__":
            main()
        """,
    "passed to the initializer under the same name": """
        from multiprocessing import Lock, Pool, Value

        lock = Lock()
        total = Value("i", 0)

        def init(given_lock, given_total):
            global lock, total
            lock, total = given_lock, given_total

        def work(x):
            with lock:
                total.value += x

        if __name__ == "__main__":
            with Pool(initializer=init, initargs=(lock, total)) as pool:
                pool.map(work, [1])
        """,
    "fork is chosen": """
        import multiprocessing as mp
        ctx = mp.get_context("fork")
        lock = ctx.Lock()

        def work(x):
            with lock:
                print(x)

        if __name__ == "__main__":
            with ctx.Pool() as pool:
                pool.map(work, [1])
        """,
    "thread pools": """
        import threading
        from multiprocessing import Lock
        from multiprocessing.pool import ThreadPool
        lock, other = Lock(), threading.Lock()

        def work(x):
            with lock, other:
                print(x)

        if __name__ == "__main__":
            with ThreadPool() as pool:
                pool.map(work, [1])
        """,
    "lock for threads deep in a library": """
        import threading
        from concurrent.futures import ProcessPoolExecutor
        _lock = threading.Lock()
        _cache = {}

        def cached(x):
            with _lock:
                return _cache.setdefault(x, x)

        def work(x):
            return cached(x)

        def run(xs):
            with ProcessPoolExecutor() as ex:
                return list(ex.map(work, xs))
        """,
    "queue of threads and context object": """
        import multiprocessing as mp
        import queue
        ctx = mp.get_context()
        local = queue.Queue()

        def work(x):
            local.put(x)
            return ctx.get_start_method()

        if __name__ == "__main__":
            with ctx.Pool() as pool:
                pool.map(work, [1])
        """,
    "used by the parent only, or by nobody": """
        from multiprocessing import Event, Lock, Process
        stop = Event()
        lock = Lock()

        def work(lock):
            with lock:
                print(1)

        if __name__ == "__main__":
            p = Process(target=work, args=(lock,))
            p.start()
            stop.set()
            p.join()
        """,
    "instance attribute instead of the class's": """
        from multiprocessing import Lock, Process

        class Task:
            lock = None

            def __init__(self):
                self.lock = Lock()

            def run(self):
                with self.lock:
                    print(1)

        if __name__ == "__main__":
            p = Process(target=Task().run)
            p.start()
            p.join()
        """,
    "lock held by the caller, by a method, by a stack": """
        import contextlib
        from multiprocessing import Lock, Process, RawValue, Value

        def bump(c):
            c.value += 1

        class Stats:
            def __init__(self, lock, raw):
                self.lock, self.raw = lock, raw

            def add(self):
                with self.lock:
                    self.raw.value += 1

        def work(c, stats, lock, raw):
            with c.get_lock():
                bump(c)
            stats.add()
            with contextlib.ExitStack() as stack:
                stack.enter_context(lock)
                raw.value += 1

        def main():
            lock = Lock()
            c, raw = Value("i", 0), RawValue("i")
            stats = Stats(lock, raw)
            ps = [Process(target=work, args=(c, stats, lock, raw)) for _ in range(4)]
            for p in ps: p.start()
            for p in ps: p.join()

        if __name__ == "__main__":
            main()
        """,
    "each process has a counter or a slot of its own": """
        from multiprocessing import Array, Process, Value

        def work(counter, slots, index):
            counter.value += 1
            slots[index] += 1

        def main():
            slots = Array("i", 4)
            counters = [Value("i", 0) for _ in range(4)]
            ps = [Process(target=work, args=(counters[i], slots, i)) for i in range(4)]
            for index, p in enumerate(ps): p.start()
            other, another = Value("i"), Value("i")
            a = Process(target=work, args=(other, slots, 1))
            b = Process(target=work, args=(another, slots, 2))
            for i in range(3):
                mine = Value("i", 0)
                Process(target=work, args=(mine, slots, i)).start()

        if __name__ == "__main__":
            main()
        """,
    "one worker, plain assignments, own objects": """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Process, Value
        import types

        def init(v):
            global progress
            progress = v

        def work(x):
            progress.value += 1
            box = types.SimpleNamespace(value=0)
            box.value += 1
            table = {"a": 0}
            table["a"] += 1
            return box

        def stop(flag):
            flag.value = 1

        if __name__ == "__main__":
            v, flag = Value("i"), Value("b")
            with ProcessPoolExecutor(1, initializer=init, initargs=(v,)) as ex:
                list(ex.map(work, range(3)))
            for _ in range(2):
                Process(target=stop, args=(flag,)).start()
        """,
    "a decorator or context manager of one's own may lock": """
        from contextlib import contextmanager
        from multiprocessing import Process, Value, Lock

        lock = None

        @contextmanager
        def exclusive(lock):
            lock.acquire()
            yield
            lock.release()

        def work(v, lock):
            with exclusive(lock):
                v.value += 1

        if __name__ == "__main__":
            v = Value("i")
            ps = [Process(target=work, args=(v, Lock())) for _ in range(3)]
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_is_reported_where_it_is_marked(name: str, judge: Callable[[str], None]) -> None:
    assert "# MP30" in WRONG[name]
    judge(WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_is_silent(name: str, judge: Callable[[str], None]) -> None:
    assert "# MP30" not in RIGHT[name]
    judge(RIGHT[name])


def test_a_lock_that_one_worker_has_to_itself_is_less_sure(scan: Callable[..., list[Finding]]) -> None:
    source = """
        from multiprocessing import Lock, Process
        lock = Lock()

        def work():
            with lock:
                print(1)

        if __name__ == "__main__":
            p = Process(target=work)
            p.start()
            p.join()
        """
    assert [finding.confidence for finding in scan(source)] == [Confidence.MEDIUM]


def test_workers_of_a_new_forkserver_share_what_its_import_made(scan: Callable[..., list[Finding]]) -> None:
    (among_workers,) = scan(WRONG["lock, alias import, pool"])
    (with_parent,) = scan(WRONG["queue filled by a helper of the worker"])
    linux = [{t.python for t in f.breaks_when if t.platform == "linux"} for f in (among_workers, with_parent)]
    assert linux == [set(), {(3, 14), (3, 15)}]
    assert {t.platform for t in among_workers.breaks_when} == {"windows", "macos"}


def test_without_a_lock_of_its_own_the_cure_is_another(scan: Callable[..., list[Finding]]) -> None:
    (with_lock,) = scan(WRONG["counter by args"])
    (without,) = scan(WRONG["raw array in a loop over all of it, lock that is given back"])
    assert with_lock.cure == load(["MP304"])[0].cure
    assert "Make a lock" in without.cure


def test_a_decorator_lowers_the_confidence(scan: Callable[..., list[Finding]]) -> None:
    source = WRONG["counter by args"].replace("def f(n)", "@guarded\n        def f(n)")
    assert [finding.confidence for finding in scan(source)] == [Confidence.MEDIUM]
