from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "an argument of the command line": """
        import sys
        from multiprocessing import Process

        def handle(name):
            print(name)

        for name in sys.argv[1:]:
            Process(target=handle, args=(name))  # MP411
        """,
    "a name without the comma": """
        from multiprocessing import Process, Queue

        def produce(q):
            q.put(1)

        q = Queue()
        p = Process(target=produce, args=(q))  # MP411
        """,
    "literals of every kind": """
        import multiprocessing as mp

        mp.Process(target=print, args=5)  # MP411
        mp.Process(target=print, args="abc")  # MP411
        mp.Process(target=print, args=b"abc")  # MP411
        mp.Process(target=print, args=None)  # MP411
        mp.Process(target=print, args={"end": ""})  # MP411
        mp.Process(target=print, args=True)  # MP411
        mp.Process(target=print, args=(print))  # MP411
        mp.Process(target=print, args=-1.5)  # MP411
        """,
    "strings that are made": """
        import multiprocessing as mp

        def fetch(url):
            print(url)

        for n in range(3):
            mp.Process(target=fetch, args=f"page/{n}").start()  # MP411
            mp.Process(target=fetch, args=("page/" + str(n))).start()  # MP411
            mp.Process(target=fetch, args="page/%d" % n).start()  # MP411
            mp.Process(target=fetch, args=(n)).start()  # MP411
        """,
    "a loop over names": """
        from multiprocessing import Process

        def run(names):
            jobs = []
            for name in ["alice", "bob"]:
                job = Process(target=print, args=name)  # MP411
                jobs.append(job)
        """,
    "bound before": """
        import threading
        from multiprocessing import get_context

        URL = "http://example.org"

        def main():
            limit = 10
            get_context("spawn").Process(
                target=print,
                args=limit,  # MP411
            ).start()
            threading.Thread(target=print, args=URL).start()  # MP411
            threading.Timer(3, print, args=limit).start()  # MP411
        """,
    "positional": """
        from multiprocessing import Process
        Process(None, print, "name", 7)  # MP411
        """,
    "pools by keyword": """
        from multiprocessing.pool import Pool, ThreadPool
        pool, threads = Pool(), ThreadPool()
        pool.apply(print, args=1)  # MP411
        threads.apply_async(func=print, args=("text"))  # MP411
        pool.apply_async(print, (1,), kwds="sep")  # MP411
        """,
    "initializers": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor

        def setup(lock):
            pass

        lock = mp.Lock()
        mp.Pool(initializer=setup, initargs=(lock))  # MP411
        ProcessPoolExecutor(2, None, setup, lock)  # MP411
        """,
    "kwargs": """
        from multiprocessing import Process
        Process(target=print, kwargs=("sep", ","))  # MP411
        Process(target=print, kwargs={"sep", ","})  # MP411
        Process(target=print, kwargs="sep")  # MP411
        Process(target=print, kwargs=None)  # MP411
        """,
    "a helper that is called with a string": """
        from multiprocessing import Process

        def spawn(f, args):
            Process(target=f, args=args).start()

        spawn(print, "abc")  # MP411
        spawn(print, ("abc",))
        """,
    "a helper that is called with a string, deep in another call": """
        from multiprocessing import Process

        def spawn(f, args, **options):
            Process(target=f, args=args, kwargs=options).start()

        def export(folder):
            for title in ["sales", "costs"]:
                spawn(print, (title), file=folder)  # MP411

        def main():
            export("/tmp")

        main()
        """,
    "an object of an own class": """
        from multiprocessing import Process

        class Config:
            def __init__(self):
                self.debug = False

        class App:
            def __init__(self):
                self.config = Config()

            def start(self):
                Process(target=print, args=(self.config)).start()  # MP411
        """,
}

BY_LUCK = {
    "a name that may be anything, in parentheses, for one argument": """
        from multiprocessing import Process
        from elsewhere import names

        def handle(name):
            print(name)

        for name in names:
            Process(target=handle, args=(name))  # MP411
        """,
    "one character": "from multiprocessing import Process\nProcess(target=len, args='a')  # MP411",
    "as many characters as parameters": """
        from multiprocessing import Process
        def join(a, b):
            return a + b
        Process(target=join, args="ab")  # MP411
        """,
    "a set": "from multiprocessing import Process\nProcess(target=print, args={1, 2})  # MP411",
}

RIGHT = {
    "tuples, lists and what may be one": """
        from multiprocessing import Process
        from elsewhere import arguments, pair

        def start(task, *rest):
            Process(target=print, args=task).start()
            Process(target=print, args=rest).start()

        Process(target=print, args=(1,))
        Process(target=print, args=[1, 2])
        Process(target=print, args=())
        Process(target=print, args="")
        Process(target=print, args={})
        Process(target=print, args=arguments)
        Process(target=print, args=(pair))
        Process(target=print, args=tuple("ab"))
        Process(target=print, args=(1,) + arguments)
        Process(target=print, args=(1,) * 3)
        Process(target=print, args=range(3))
        Process(target=print, args=(x for x in arguments))
        Process(target=print, args=[x for x in "ab"])
        Process(target=print, args=sorted("ab"))
        for task in [(1, 2), (3, 4)]:
            Process(target=print, args=task)
        for task in zip([1], [2]):
            Process(target=print, args=task)
        """,
    "either nothing or a tuple": """
        from multiprocessing import Process

        class Job:
            args = None

            def __init__(self, args=None, kwargs=None):
                self.kwargs = kwargs
                Process(target=print, args=args or (), kwargs=kwargs or {})
                Process(target=print, args=self.args, kwargs=self.kwargs)

        def start(args=None):
            if args is None:
                args = ()
            Process(target=print, args=args)
        """,
    "dicts for kwargs": """
        import threading
        from multiprocessing import Pool, Process
        from elsewhere import options
        Process(target=print, kwargs={"sep": ","})
        Process(target=print, kwargs=dict(sep=","))
        Process(target=print, kwargs=options)
        Process(target=print, kwargs=[("sep", ",")])
        Process(target=print, kwargs={k: v for k, v in options})
        threading.Thread(target=print, kwargs=None)
        Pool().apply(print, (), {"sep": ","})
        """,
    "shared arrays and proxies can be unpacked": """
        import multiprocessing as mp
        Job = mp.Process
        Job(target=print, args=mp.Array("i", 3))
        Job(target=print, args=mp.Manager().list([1, 2]))
        """,
    "own classes that can be unpacked": """
        from multiprocessing import Process
        from elsewhere import Base

        class Pair:
            def __iter__(self):
                return iter((1, 2))

        class Other(Base):
            pass

        Process(target=print, args=Pair())
        Process(target=print, args=Other())
        """,
    "a name that may be a tuple": """
        from multiprocessing import Process
        from elsewhere import jobs

        def handle(name):
            print(name)

        def two(a, b):
            print(a, b)

        for job in jobs:
            Process(target=handle, args=job)
            Process(target=two, args=(job))
            Process(target=print, args=(job))
        for args in jobs:
            Process(target=handle, args=(args))
        """,
    "args of other things": """
        import argparse
        import multiprocessing
        import subprocess
        subprocess.Popen(args="ls")
        subprocess.run(args="ls", shell=True)

        def Process(target, args):
            return target(args)

        Process(target=print, args="abc")
        """,
    "no initializer": """
        import multiprocessing
        multiprocessing.Pool(initargs=None)
        """,
    "bound by a partial before": """
        import functools
        import multiprocessing
        start = functools.partial(multiprocessing.Process, None, print)
        start("name", (1,))
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert {finding.confidence for finding in check("MP411", WRONG[name])} == {Confidence.HIGH}


@pytest.mark.parametrize("name", BY_LUCK)
def test_what_goes_well_by_luck_is_a_warning(check: Check, name: str) -> None:
    assert [finding.confidence for finding in check("MP411", BY_LUCK[name])] == [Confidence.MEDIUM]


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP411", RIGHT[name]) == []


def test_none_is_a_dict_of_nothing_from_3_15_on(check: Check) -> None:
    (finding,) = check("MP411", "from multiprocessing import Process\nProcess(target=print, kwargs=None)  # MP411")
    assert max(target.python for target in finding.breaks_when) == (3, 14)


def test_a_number_is_passed_to_a_helper_of_another_file(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            def start(target, args):
                process = Process(target=target, args=args)
                process.start()
                return process
        """,
        "program.py": """
            from lib import start

            def work(n):
                print("work", n)

            if __name__ == "__main__":
                start(work, 7).join()  # MP411
        """,
    }
    check_files(tmp_path, files, "MP411")


def test_a_partial_of_another_file_makes_the_process(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from functools import partial
            from multiprocessing import Process

            make = partial(Process, daemon=True)
        """,
        "program.py": """
            from lib import make

            def work(n):
                print(n)

            if __name__ == "__main__":
                process = make(target=work, args=7)  # MP411
                process.start()
                process.join()
        """,
    }
    check_files(tmp_path, files, "MP411")
