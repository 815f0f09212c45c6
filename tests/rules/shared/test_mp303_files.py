"""MP303: primitives that the import of another file makes, used in workers."""

from __future__ import annotations

from pathlib import Path

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "guarded.py": """
    import multiprocessing as mp
    import threading

    lock = mp.Lock()
    events = {"stop": mp.Event()}
    thread_lock = threading.Lock()
    results = mp.Queue()


    class Base:
        def __init__(self):
            self.hits = mp.Value("i", 0)
            self.name = "hits"


    class Counter(Base):
        def describe(self):
            return self.name

        def hit(self):
            with self.hits.get_lock():
                self.hits.value += 1


    counter = Counter()


    def append(line):
        with lock:
            with open("log", "a") as f:
                f.write(line)


    def put(n):
        results.put(n)
    """,
    "program.py": """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import Pool, Process

    import guarded
    from guarded import append, counter
    import guarded as g


    def work(n):
        counter.hit()  # MP303
        with guarded.thread_lock:
            pass
        return counter.describe()


    def loop():
        while not g.events["stop"].is_set():  # MP303
            guarded.put(1)


    if __name__ == "__main__":
        with ProcessPoolExecutor() as executor:
            executor.map(append, "abc")  # MP303
            print(list(executor.map(work, range(3))), counter.hits.value)
        p = Process(target=loop)  # MP303
        p.start()
        g.events["stop"].set()
        print(g.results.get())
    """,
}

REPLACED_IN_WORKERS = {
    "guarded.py": """
    import multiprocessing as mp
    import threading

    lock = mp.Lock()
    thread_lock = threading.Lock()
    results = None
    if __name__ == "__main__":
        debug = mp.Lock()


    class Counter:
        def __init__(self):
            self.hits = mp.Value("i", 0)
            self.name = "hits"

        def adopt(self, hits):
            self.hits = hits

        def describe(self):
            return self.name

        def hit(self):
            with self.hits.get_lock():
                self.hits.value += 1


    counter = Counter()
    other = Counter()
    third = Counter()


    def prepare(one):
        global lock
        lock = one


    def append(line):
        with lock:
            with open("log", "a") as f:
                f.write(line)


    def attach(hits):
        counter.adopt(hits)
        third.hits = hits


    def add(own):
        own.hit()
    """,
    "program.py": """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import Pool, Process

    import guarded
    from guarded import append, counter, other, third


    def work(n):
        counter.hit()
        third.hit()
        with guarded.thread_lock:
            pass
        return other.describe()


    if __name__ == "__main__":
        with ProcessPoolExecutor(initializer=guarded.prepare, initargs=(guarded.lock,)) as executor:
            executor.map(append, "abc")
        with Pool(2, guarded.attach, (counter.hits,)) as pool:
            pool.map(work, range(3))
        print(counter.hits.value, other.hits.value, third.hits.value)
        p = Process(target=guarded.add, args=(other,))
        p.start()
    """,
}


def test_direct_inherited_and_contained_ones_of_another_file(tmp_path: Path) -> None:
    found = check_files(tmp_path, WRONG, "MP303")
    confidence = {finding.message.split("`")[1]: finding.confidence for finding in found}
    assert confidence == {
        "counter": Confidence.MEDIUM,
        "events": Confidence.MEDIUM,
        "lock": Confidence.HIGH,
        "results": Confidence.HIGH,
    }
    assert not any(target.start_method == "fork" for finding in found for target in finding.breaks_when)


def test_what_workers_replace_or_get_as_an_argument_and_what_they_do_not_reach(tmp_path: Path) -> None:
    check_files(tmp_path, REPLACED_IN_WORKERS, "MP303")


def test_a_package_whose_own_worker_counts_for_the_parent(tmp_path: Path) -> None:
    files = {
        "jobs/__init__.py": "",
        "jobs/stats.py": """
            from multiprocessing import Value

            class Stats:
                def __init__(self):
                    self.failed = Value("i", 0)

                def fail(self):
                    with self.failed.get_lock():
                        self.failed.value += 1

                @property
                def total(self):
                    return self.failed.value

            stats = Stats()
            """,
        "jobs/tasks.py": """
            from .stats import stats

            def check(row):
                if not row:
                    stats.fail()
                return len(row)
            """,
        "program.py": """
            import multiprocessing

            from jobs import stats
            from jobs.tasks import check

            def main():
                with multiprocessing.get_context("spawn").Pool(3) as pool:
                    pool.map(check, ["a", ""])  # MP303
                print(stats.stats.total)

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP303")


def test_one_process_that_shares_with_nobody_and_forks_are_silent(tmp_path: Path) -> None:
    files = {
        "sync.py": """
            from multiprocessing import Lock, Value

            lock, done = Lock(), Value("i", 0)
            """,
        "alone.py": """
            from multiprocessing import Process

            from sync import lock

            def work():
                with lock:
                    print("alone")

            if __name__ == "__main__":
                Process(target=work).start()
            """,
        "forked.py": """
            import multiprocessing

            import sync

            def work(_):
                with sync.done.get_lock():
                    sync.done.value += 1

            if __name__ == "__main__":
                with multiprocessing.get_context("fork").Pool() as pool:
                    pool.map(work, range(3))
                print(sync.done.value)
            """,
        "handed.py": """
            from multiprocessing import Process

            from sync import done

            def work(done):
                with done.get_lock():
                    done.value += 1

            if __name__ == "__main__":
                workers = [Process(target=work, args=(done,)) for _ in range(2)]
                for worker in workers:
                    worker.start()
                print(done.value)
            """,
    }
    check_files(tmp_path, files, "MP303")


def test_an_object_whose_primitive_a_worker_replaces_or_leaves_alone(check: Check) -> None:
    check(
        "MP303",
        """
        from multiprocessing import Pool, Value

        class Counter:
            def __init__(self, name):
                self.name = name
                self.hits = Value("i", 0)

            def adopt(self, hits):
                self.hits = hits

            def label(self):
                return self.name.upper()

        adopted = Counter("a")
        replaced = Counter("b")
        named = Counter("c")

        def attach(one, two):
            adopted.adopt(one)
            replaced.hits = two

        def work(n):
            with adopted.hits.get_lock(), replaced.hits.get_lock():
                adopted.hits.value += n
                replaced.hits.value += n
            return named.label()

        if __name__ == "__main__":
            with Pool(2, attach, (adopted.hits, replaced.hits)) as pool:
                print(pool.map(work, range(3)))
            print(adopted.hits.value, replaced.hits.value, named.hits.value)
        """,
    )


SYNC = """
    from multiprocessing import Event, Lock
    import threading

    class Sync:
        stop = Event()
        lock = Lock()
        thread_lock = threading.Lock()

        @classmethod
        def request(cls):
            cls.stop.set()
    """
WORKERS = """
    from multiprocessing import Process
    from sync import Sync

    def init(lock):
        Sync.lock = lock

    class Task(Sync):
        def __call__(self):
            with self.thread_lock:
                return self.stop.is_set()  # MP303

    def work(lock):
        init(lock)
        with Sync.lock:
            print("fine")

    def main():
        Process(target=Task()).start()
        Process(target=work, args=(Sync.lock,)).start()
        Sync.request()
    """


def test_what_the_classes_of_another_file_hold(tmp_path: Path) -> None:
    check_files(tmp_path, {"sync.py": SYNC, "program.py": WORKERS}, "MP303")


def test_a_class_that_workers_give_what_they_were_handed(check: Check) -> None:
    check(
        "MP303",
        """
        import multiprocessing as mp

        class Download:
            stop = mp.Event()

        def init(event):
            Download.stop = event

        def work(number):
            return Download.stop.is_set()

        def main():
            with mp.Pool(2, init, (Download.stop,)) as pool:
                print(pool.map(work, range(3)))
            Download.stop.set()
        """,
    )
