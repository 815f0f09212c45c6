from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "a process in a pool's worker": """
        import multiprocessing as mp

        def work(x):
            p = mp.Process(target=print, args=(x,))
            p.start()  # MP403
            p.join()

        def main(xs):
            with mp.Pool() as pool:
                pool.map(work, xs)
        """,
    "a pool in a helper of the worker": """
        from multiprocessing import Pool

        def inner(xs):
            pool = Pool(2)  # MP403
            try:
                return pool.map(abs, xs)
            finally:
                pool.close()

        def work(xs):
            return sum(inner(xs))

        def main(xs):
            results = Pool().apply_async(work, (xs,))
            return results.get()
        """,
    "an executor in a daemonic process": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor

        def serve(q):
            with ProcessPoolExecutor() as ex:
                while True:
                    ex.submit(print, q.get()).result()  # MP403

        def main(q):
            mp.Process(target=serve, args=(q,), daemon=True).start()
        """,
    "a manager": """
        from multiprocessing import Manager, Process

        def work():
            d = Manager().dict()  # MP403
            d["x"] = 1

        def main():
            p = Process(target=work)
            p.daemon = True
            p.start()
        """,
    "daemonic processes in a list": """
        import multiprocessing

        def work(n):
            multiprocessing.get_context("spawn").Pool(n)  # MP403

        def main():
            procs = [multiprocessing.Process(target=work, args=(n,)) for n in range(3)]
            for proc in procs:
                proc.daemon = True
                proc.start()
        """,
    "self.daemon in a subclass": """
        from multiprocessing import Process, Pool

        class Worker(Process):
            def __init__(self):
                Process.__init__(self)
                self.daemon = True

            def run(self):
                with Pool() as pool:  # MP403
                    pool.map(abs, [1])

        def main():
            Worker().start()
        """,
    "methods and attributes": """
        import multiprocessing

        class Job:
            def solve(self, part):
                self.spread(part)

            def spread(self, part):
                with multiprocessing.Pool(2) as pool:  # MP403
                    return pool.map(len, part)

            def run(self, parts):
                with multiprocessing.Pool(2) as pool:
                    return list(pool.imap(self.solve, parts))
        """,
    "an initializer": """
        import multiprocessing as mp

        def setup():
            mp.Process(target=print).start()  # MP403

        def main():
            with mp.Pool(initializer=setup) as pool:
                pool.map(abs, [1])
        """,
}

#: Options that a subclass of Process passes on, and how it is made.
_OPTIONS = """
from multiprocessing import Pool, Process

class Task(Process):
    def __init__(self, **kwargs):
        {line}
        super().__init__(name="task", **kwargs)

    def run(self):
        with Pool(2) as pool:
            print(pool.map(abs, [1]))

def main(given):
    task = Task({made})
    task.start()
    task.join()
"""

RIGHT = {
    "executors": """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Pool, Process

        def work(x):
            with Pool() as pool:
                pool.map(abs, [x])
            with ProcessPoolExecutor() as ex:
                ex.submit(abs, x).result()

        def main(xs):
            with ProcessPoolExecutor() as ex:
                list(ex.map(work, xs))
            Process(target=work, args=(1,)).start()
        """,
    "threads and subprocesses": """
        import subprocess
        import threading
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing import Pool
        from multiprocessing.dummy import Pool as Threads

        def work(x):
            threading.Thread(target=print).start()
            subprocess.Popen(["true"]).wait()
            with ThreadPoolExecutor() as ex, Threads() as threads:
                ex.submit(print).result()
                threads.map(print, [x])

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "not daemonic": """
        from multiprocessing import Pool, Process

        def work():
            Pool().map(abs, [1])

        def main(flag):
            p = Process(target=work, daemon=False)
            p.start()
            q = Process(target=work)
            q.daemon = flag
            q.start()
        """,
    "pools one after another": """
        from multiprocessing import Pool

        def work(x):
            return x

        def main(xs):
            with Pool() as pool:
                ys = pool.map(work, xs)
            with Pool() as pool:
                return pool.map(work, ys)
        """,
    "a pool whose workers are not daemonic": """
        import multiprocessing
        import multiprocessing.pool

        class Free(multiprocessing.Process):
            @property
            def daemon(self):
                return False

            @daemon.setter
            def daemon(self, value):
                pass

        class FreeContext(type(multiprocessing.get_context())):
            Process = Free

        class Nestable(multiprocessing.pool.Pool):
            def __init__(self, *args, **kwargs):
                kwargs["context"] = FreeContext()
                super().__init__(*args, **kwargs)

        def work(x):
            with multiprocessing.Pool() as pool:
                return pool.map(abs, [x])

        def main(xs):
            with Nestable() as pool:
                pool.map(work, xs)
            with multiprocessing.pool.Pool(context=FreeContext()) as pool:
                pool.map(work, xs)
        """,
    "the ban is lifted": """
        import multiprocessing as mp

        def work(x):
            mp.current_process()._config["daemon"] = False
            with mp.Pool() as pool:
                return pool.map(abs, [x])

        def main(xs):
            with mp.Pool() as pool:
                pool.map(work, xs)
        """,
    "billiard": """
        from billiard import Pool

        def work(x):
            with Pool() as pool:
                return pool.map(abs, [x])

        def main(xs):
            with Pool() as pool:
                pool.map(work, xs)
        """,
    "the worker asks first": """
        import multiprocessing as mp

        def work(x):
            if not mp.current_process().daemon:
                with mp.Pool() as pool:
                    return pool.map(abs, [x])
            if mp.current_process().name != "MainProcess":
                return [abs(x)]
            return mp.Pool().map(abs, [x])

        def main(xs):
            with mp.Pool() as pool:
                pool.map(work, xs)
        """,
    "the worker falls back": """
        import multiprocessing as mp

        def work(x):
            try:
                pool = mp.Pool()
            except AssertionError:
                return [abs(x)]
            return pool.map(abs, [x])

        def main(xs):
            with mp.Pool() as pool:
                pool.map(work, xs)
        """,
    "made, not started": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor

        def work(x):
            executor = ProcessPoolExecutor()
            return mp.Process(target=print).name

        def main(xs):
            with mp.Pool() as pool:
                pool.map(work, xs)
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_reported(check: Check, source: str) -> None:
    check("MP403", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP403", source) == []


def test_a_choice_of_the_caller_leaves_little_confidence(check: Check) -> None:
    found = check(
        "MP403",
        """
        import multiprocessing as mp

        def solve(x, jobs=1):
            if jobs > 1:
                with mp.Pool(jobs) as pool:  # MP403
                    return pool.map(solve, [x])
            return x
        """,
    )
    assert [finding.confidence for finding in found] == [Confidence.LOW]


@pytest.mark.parametrize(
    "line", ['kwargs["daemon"] = True', 'kwargs.setdefault("daemon", True)', "kwargs.update(daemon=True)"]
)
def test_options_that_are_passed_on_make_daemons(check: Check, line: str) -> None:
    check("MP403", _OPTIONS.format(line=line, made="").replace("Pool(2) as pool:", "Pool(2) as pool:  # MP403"))


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ('kwargs.setdefault("daemon", True)', "daemon=False"),
        ('kwargs.setdefault("daemon", True)', "**given"),
        ('kwargs.setdefault("daemon", False)', ""),
        ('kwargs.setdefault("kwargs", {})["daemon"] = True', ""),
        ('settings = {}; settings["daemon"] = True', ""),
    ],
)
def test_options_that_are_passed_on_leave_it_open(check: Check, line: str, made: str) -> None:
    assert check("MP403", _OPTIONS.format(line=line, made=made)) == []


_CHOSEN = """
    import multiprocessing as mp
    from concurrent.futures import ProcessPoolExecutor

    class Fit:
        def __init__(self, rounds, jobs=1):
            self.rounds = rounds
            self.jobs = jobs

        def run(self, row):
            return [self.each(row) for _ in range(self.rounds)]

        def each(self, row):
            if self.jobs == 1:
                return sum(row)
            with ProcessPoolExecutor(self.jobs) as executor:
                return list(executor.map(abs, row))  # MP403

    def work(row):
        return Fit(GIVEN).run(row)

    if __name__ == "__main__":
        with mp.Pool(2) as pool:
            print(pool.map(work, [[1], [2]]))
"""


@pytest.mark.parametrize(
    ("given", "confidence"), [("3, jobs=4", Confidence.MEDIUM), ("3, int(row[0])", Confidence.LOW)]
)
def test_what_the_worker_gives_may_decide(check: Check, given: str, confidence: Confidence) -> None:
    [finding] = check("MP403", _CHOSEN.replace("GIVEN", given))
    assert finding.confidence is confidence


def test_what_the_worker_gives_may_rule_it_out(check: Check) -> None:
    assert check("MP403", _CHOSEN.replace("GIVEN", "3").replace("  # MP403", "")) == []


def test_a_base_class_of_another_file_makes_daemons(tmp_path: Path) -> None:
    files = {
        "base.py": """
            from multiprocessing import Process

            class Service(Process):
                def __init__(self):
                    super().__init__()
                    self.daemon = True
        """,
        "program.py": """
            from multiprocessing import Pool
            from base import Service

            class Counter(Service):
                def run(self):
                    with Pool(2) as pool:  # MP403
                        print(pool.map(abs, [1, 2]))

            if __name__ == "__main__":
                counter = Counter()
                counter.start()
                counter.join()
        """,
    }
    check_files(tmp_path, files, "MP403")


def test_a_base_class_of_another_file_leaves_it_open(tmp_path: Path) -> None:
    files = {
        "base.py": """
            from multiprocessing import Process

            class Service(Process):
                def __init__(self, daemon=False):
                    super().__init__(daemon=daemon)
        """,
        "program.py": """
            from multiprocessing import Pool
            from base import Service

            class Counter(Service):
                def run(self):
                    with Pool(2) as pool:
                        print(pool.map(abs, [1, 2]))

            if __name__ == "__main__":
                counter = Counter()
                counter.start()
                counter.join()
        """,
    }
    check_files(tmp_path, files, "MP403")
