from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

WRITES = """
        import multiprocessing
        import tools

        def build(name, out):
            with open({out}, "w") as file:
                file.write(tools.build(name))

        def main(name, out):
            {before}
            p = multiprocessing.Process(target=build, args=(name, out))
            p.start()
            p.join(){mark}
            {after}
"""
WRONG = {
    "a target that asks who it is": """
        import os, shutil
        from multiprocessing import Process

        def work():
            shutil.rmtree(str(os.getpid()))

        def main():
            process = Process(target=work)
            process.start()
            process.join()  # MP406
        """,
    "its input is read before": WRITES.format(out="out", before="print(open(out).read())", mark="  # MP406", after=""),
    "another file is read": WRITES.format(out="out", before="", mark="  # MP406", after="print(open(name).read())"),
    "a file is written that was read before": """
        import multiprocessing
        import tools

        def build(name):
            with open(name, "w") as file:
                file.write(tools.build(name))

        def main(names):
            for name in names:
                print(open(name).read())
                p = multiprocessing.Process(target=build, args=(name,))
                p.start()
                p.join()  # MP406
        """,
    "one process": """
        import multiprocessing
        import subprocess

        def build(name):
            subprocess.check_call(["make", name])

        def main(name):
            p = multiprocessing.Process(target=build, args=(name,))
            p.start()
            p.join()  # MP406
            print("built")
        """,
    "several, with a lock": """
        from multiprocessing import Lock, Process
        from writer import save

        def work(lock, n):
            with lock:
                save(n)

        if __name__ == "__main__":
            lock = Lock()
            jobs = []
            for n in range(3):
                job = Process(target=work, args=(lock, n))
                jobs.append(job)
                job.start()
            [job.join() for job in jobs]  # MP406
        """,
    "a local list is no answer": """
        import multiprocessing as mp

        def work(paths):
            lines = []
            for path in paths:
                lines.append(open(path).read())
            with open("all.txt", "w") as file:
                file.write("".join(lines))

        def main(paths):
            p = mp.get_context("fork").Process(target=work, kwargs={"paths": paths})
            p.start()
            p.join()  # MP406
        """,
    "helpers that start and join": """
        import multiprocessing as mp
        import shutil

        def work(path):
            shutil.rmtree(path)

        def start_all(ps):
            for p in ps:
                p.start()

        def join_all(ps):
            for p in ps:
                p.join()  # MP406

        def main(a, b):
            ps = [mp.Process(target=work, args=(x,)) for x in (a, b)]
            start_all(ps)
            join_all(ps)
        """,
    "a table that is read": """
        import multiprocessing as mp
        import pandas as pd

        def work(path):
            print(pd.read_csv(path).sum())

        def main(path):
            p = mp.Process(target=work, args=(path,))
            p.start()
            p.join()  # MP406
        """,
    "a table that is written": """
        import multiprocessing as mp
        import pandas as pd

        def work(path):
            pd.DataFrame({"a": [1]}).to_csv(path)

        def main(path):
            p = mp.Process(target=work, args=(path,))
            p.start()
            p.join()  # MP406
        """,
}

RIGHT = {
    "a target that ends itself": """
        import os, shutil, signal
        from multiprocessing import Process

        def work():
            shutil.rmtree("there")
            os.kill(os.getpid(), signal.SIGINT)

        def main():
            process = Process(target=work)
            process.start()
            process.join()
        """,
    "its output is read": WRITES.format(
        out="out", before="out = name + '.o'", mark="", after="print(open(out).read())"
    ),
    "killed by its number": """
        import os
        import signal
        from multiprocessing import Process

        def serve():
            while True:
                pass

        def test():
            server = Process(target=serve)
            server.start()
            os.kill(server.pid, signal.SIGKILL)
            server.join()
        """,
    "the exit code is read": """
        from multiprocessing import Process

        def work(path):
            open(path).read()

        def main(path):
            p = Process(target=work, args=(path,))
            p.start()
            p.join()
            return p.exitcode
        """,
    "a queue, a value, a shared dict": """
        import multiprocessing as mp

        def one(q, path):
            q.put(open(path).read())

        def two(value, path):
            value.value = len(open(path).read())

        def three(found, path):
            found[path] = open(path).read()

        def main(path):
            q, v, d = mp.Queue(), mp.Value("i"), mp.Manager().dict()
            ps = [
                mp.Process(target=one, args=(q, path)),
                mp.Process(target=two, args=(v, path)),
                mp.Process(target=three, args=(d, path)),
            ]
            for p in ps:
                p.start()
            text = q.get()
            for p in ps:
                p.join()
            return text, v.value, d[path]
        """,
    "an object of the caller's": """
        from multiprocessing import Process

        def work(out, path):
            out.put(open(path).read())

        def main(out, path):
            p = Process(target=work, args=(out, path))
            p.start()
            p.join()
        """,
    "a daemon": """
        from multiprocessing import Process
        import server

        def serve(port):
            server.run(port)

        def main(port):
            p = Process(target=serve, args=(port,), daemon=True)
            p.start()
            p.join()
        """,
    "a server": """
        from multiprocessing import Process
        import server

        def serve(port):
            while True:
                server.handle(port)

        def main(port):
            p = Process(target=serve, args=(port,))
            p.start()
            p.join()
        """,
    "stopped from outside": """
        from multiprocessing import Process
        import server

        def serve(port):
            server.run(port)

        class Service:
            def start(self):
                self.process = Process(target=serve, args=(80,))
                self.process.start()

            def stop(self):
                self.process.join()

        def test():
            p = Process(target=serve, args=(81,))
            p.start()
            try:
                server.ask(81)
            finally:
                p.terminate()
                p.join()
        """,
    "it handles its exceptions": """
        import traceback
        from multiprocessing import Process

        def work(path):
            try:
                open(path).read()
            except Exception:
                traceback.print_exc()

        def main(path):
            p = Process(target=work, args=(path,))
            p.start()
            p.join()
        """,
    "nothing that may fail": """
        import os
        import time
        from multiprocessing import Process

        def work(name):
            for n in range(3):
                print(name, n, os.getpid())
                time.sleep(0.1)

        def main():
            p = Process(target=work, args=("bob",))
            p.start()
            p.join()
        """,
    "what only computes and prints": """
        import math
        import numpy as np
        import polars as pl
        from multiprocessing import Process

        def work(frame, size):
            table = frame.filter(pl.col("size") > size).sort("size", descending=True)
            print(table.row(0), math.sqrt(np.arange(size).sum()))

        def main():
            p = Process(target=work, args=(pl.DataFrame({"size": [1, 2]}), 1))
            p.start()
            p.join()
        """,
    "a descriptor that it is given": """
        import os
        from multiprocessing import Process

        def work(path, end):
            os.write(end, open(path, "rb").read())

        def main(path):
            here, there = os.pipe()
            p = Process(target=work, args=(path, there))
            p.start()
            p.join()
            print(os.read(here, 100))
        """,
    "objects of a manager that it connects to": """
        from multiprocessing import Process
        from multiprocessing.managers import BaseManager

        class Board(BaseManager):
            pass

        Board.register("marks")

        def work(address, path):
            board = Board(address)
            board.connect()
            board.marks().update(path, open(path).read())
            board.marks().note(path)

        def main(address, path):
            p = Process(target=work, args=(address, path))
            p.start()
            p.join()
        """,
    "a worker that is not seen": """
        from multiprocessing import Process
        from tasks import work

        def main():
            p = Process(target=work)
            p.start()
            p.join()
        """,
    "threads": """
        from threading import Thread

        def work(path):
            open(path).read()

        def main():
            t = Thread(target=work, args=("x",))
            t.start()
            t.join()
        """,
    "a time limit": """
        from multiprocessing import Process

        def work(path):
            open(path).read()

        def main():
            p = Process(target=work, args=("x",))
            p.start()
            p.join(10)
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_reported(check: Check, source: str) -> None:
    check("MP406", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP406", source) == []


PRINTED = """
import multiprocessing as mp
import subprocess


def build(name):
    subprocess.check_call(["make", name])


def main(name):
    p = mp.Process(target=build, args=(name,))
    p.start()
    {0}
    p.join(){1}
    {2}
"""


@pytest.mark.parametrize("shown", ["print('built', p)", "print(f'{p}')", "print('%s: %s' % (name, p))", "log.info(p)"])
def test_a_process_that_is_printed_when_it_is_joined_shows_its_exit_code(check: Check, shown: str) -> None:
    check("MP406", PRINTED.format("pass", "", shown))
    check("MP406", PRINTED.format(shown, "  # MP406", "pass"))


@pytest.mark.parametrize("other", ["print(p.name)", "print(name)", "keep(p)"])
def test_what_else_is_done_with_a_process_does_not_show_it(check: Check, other: str) -> None:
    check("MP406", PRINTED.format("pass", "  # MP406", other))


TESTED = """
import multiprocessing
import subprocess

def build(name):
    subprocess.check_call(["make", name])

class TestBuild:
    def {name}(self, log):
        process = multiprocessing.Process(target=build, args=("x",))
        {before}
        process.start()
        process.join()  # MP406
        {after}
"""


@pytest.mark.parametrize(
    "asserted",
    ["assert len(log.lines) == 1", "self.assertTrue(log)", "expect(1).to_equal(len(log))", "assert_that(log)"],
)
def test_a_test_that_asserts_what_the_process_did_makes_it_a_guess(check: Check, asserted: str) -> None:
    [finding] = check("MP406", TESTED.format(name="test_log", before="", after=asserted))
    assert finding.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("test_log", "", ""),
        ("test_log", "assert log is not None", ""),
        ("test_log", "", "assert not process.is_alive()"),
        ("test_log", "", "self.assertFalse(process.is_alive())"),
        ("main", "", "assert len(log.lines) == 1"),
    ],
)
def test_a_test_that_asserts_nothing_of_what_the_process_did(check: Check, name: str, before: str, after: str) -> None:
    [finding] = check("MP406", TESTED.format(name=name, before=before, after=after))
    assert finding.confidence is Confidence.MEDIUM
