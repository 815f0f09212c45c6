from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

HIGH = {
    "at once": """
        import multiprocessing
        multiprocessing.Process(target=print).run()  # MP414
        """,
    "a context, and a join": """
        import multiprocessing as mp

        def main():
            p = mp.get_context("spawn").Process(target=print, args=(1,))
            p.run()  # MP414
            p.join()
        """,
    "a list of threads": """
        import multiprocessing
        from threading import Thread

        threads = []
        for n in range(3):
            threads.append(Thread(target=print, args=(n,)))
        for t in threads:
            t.run()  # MP414
        """,
    "an attribute": """
        from multiprocessing import Process

        class App:
            def __init__(self):
                self.worker = Process(target=self.work)

            def work(self):
                pass

            def go(self):
                self.worker.run()  # MP414
        """,
    "run and start": """
        from multiprocessing import Process
        p = Process(target=print)
        p.start()
        p.run()  # MP414
        p.join()
        """,
    "a subclass that is joined": """
        from multiprocessing import Process

        class Worker(Process):
            def run(self):
                print("x")

        ws = [Worker() for _ in range(3)]
        [w.run() for w in ws]  # MP414
        [w.join() for w in ws]
        """,
    "a timer, a helper": """
        import multiprocessing
        import threading

        def go(p):
            p.join()

        t = threading.Timer(3, print)
        t.run()  # MP414
        go(t)
        """,
}

MEDIUM = {
    "a subclass of an own subclass": """
        import multiprocessing

        class Base(multiprocessing.Process):
            pass

        class Worker(Base):
            def run(self):
                print("x")

        if __name__ == "__main__":
            w = Worker()
            w.run()  # MP414
        """,
    "one of its kind is started that has another class of its own": """
        import multiprocessing

        class Worker(multiprocessing.Process):
            def run(self):
                print("x")

        class Watcher(multiprocessing.Process):
            def run(self):
                print("y")

        def main():
            watcher = Watcher()
            watcher.start()
            worker = Worker()
            worker.run()  # MP414
        """,
}

LOW = {
    "one of the class that it derives from is started": """
        import multiprocessing

        class Reader(multiprocessing.Process):
            def run(self):
                while self.step():
                    pass

            def step(self):
                return False

        class ReaderHere(Reader):
            def step(self):
                return input()

        def main():
            reader = Reader()
            reader.start()
            here = ReaderHere()
            here.run()  # MP414
        """,
    "run as soon as it is made": """
        import multiprocessing

        class Reactor(multiprocessing.Process):
            def __init__(self, options):
                super().__init__()
                self.options = options

            def run(self):
                print(self.options)

        def start(options):
            Reactor(options).run()  # MP414
        """,
    "a test": """
        from multiprocessing import Process

        class Worker(Process):
            def run(self):
                self.done = True

        def test_run():
            w = Worker()
            w.run()  # MP414
            assert w.done
        """,
    "to save a process": """
        from multiprocessing import Process

        class Worker(Process):
            def run(self):
                pass

        def main(n):
            if n == 1:
                Worker().run()  # MP414
            else:
                workers = [Worker() for _ in range(n)]
                for w in workers:
                    w.start()
        """,
}

RIGHT = {
    "in the class and its relatives": """
        from multiprocessing import Process

        class Base(Process):
            def once(self):
                self.run()

        class Worker(Base):
            def run(self):
                super().run()
                Process.run(self)

            def here(self):
                def inner():
                    self.run()
                inner()

            @classmethod
            def main(cls):
                Worker().run()
        """,
    "unrelated classes": """
        import asyncio
        import subprocess
        from multiprocessing import Process
        from elsewhere import App, make

        class Job:
            def run(self):
                pass

        class Runner(Job):
            pass

        Job().run()
        Runner().run()
        App(Process).run()
        make(Process).run()
        asyncio.run(make())
        subprocess.run(["ls"])
        """,
    "either": """
        from multiprocessing import Process

        def main(debug):
            p = Process(target=print)
            p.run() if debug else p.start()

        def other(debug):
            p = Process(target=print)
            if debug:
                p.run()
            else:
                p.start()
                p.join()
        """,
    "whatever is passed": """
        from multiprocessing import Process

        def go(p: Process):
            p.run()
        """,
    "a run with arguments": """
        from multiprocessing import Process

        class Worker(Process):
            def run(self, once=False):
                pass

        Worker().run(once=True)
        """,
    "only threads: such files are not read": """
        import threading
        threading.Thread(target=print).run()
        """,
}


@pytest.mark.parametrize(
    ("name", "confidence"),
    [(name, level) for level, many in zip(Confidence, (HIGH, MEDIUM, LOW), strict=True) for name in many],
)
def test_wrong(check: Check, name: str, confidence: Confidence) -> None:
    found = check("MP414", {**HIGH, **MEDIUM, **LOW}[name])
    assert {finding.confidence for finding in found} == {confidence}


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP414", RIGHT[name]) == []


def test_an_object_of_another_file_runs_what_it_is_given(tmp_path: Path) -> None:
    files = {
        "proc.py": """
            from multiprocessing import Process

            class Counter(Process):
                def run(self):
                    print(sum(range(10)))
        """,
        "lib.py": """
            class Team:
                def __init__(self, *members):
                    self.members = members

                def go(self):
                    for member in self.members:
                        member.run()  # MP414

                def wait(self):
                    for member in self.members:
                        member.join()
        """,
        "program.py": """
            from lib import Team
            from proc import Counter

            if __name__ == "__main__":
                team = Team(Counter(), Counter())
                team.go()
                team.wait()
        """,
    }
    check_files(tmp_path, files, "MP414")


def test_a_function_of_another_file_runs_jobs_that_are_no_processes(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            def execute(job):
                job.run()
        """,
        "program.py": """
            from multiprocessing import Process
            from lib import execute

            class Job:
                def run(self):
                    print("job")

            if __name__ == "__main__":
                p = Process(target=print)
                p.start()
                p.join()
                execute(Job())
        """,
    }
    check_files(tmp_path, files, "MP414")


def test_one_or_the_other_in_a_loop(check: Check) -> None:
    check(
        "MP414",
        """
        from multiprocessing import Process

        class Worker(Process):
            def run(self):
                print("works")

        def chosen(parallel):
            workers = []
            for number in range(3):
                workers.append(Worker())
                if parallel:
                    workers[number].start()
                else:
                    workers[number].run()

        def chosen_later(parallel):
            workers = [Worker() for _ in range(3)]
            for worker in workers:
                if parallel:
                    worker.start()
            if not parallel:
                for worker in workers:
                    worker.run()

        def both(parallel):
            workers = [Worker() for _ in range(3)]
            for worker in workers:
                worker.start()
                if parallel:
                    worker.run()  # MP414
        """,
    )
