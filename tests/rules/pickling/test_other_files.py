"""What is sent by workers and objects of other files, and what helpers pass on."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

#: By name: the rule, the file beside the program, and the program.
PROJECTS = {
    "a worker sends": (
        "MP210",
        """
        def work(connection):
            connection.send(line for line in "ab")  # MP210
            connection.send([line for line in "ab"])
        """,
        """
        from multiprocessing import Pipe, Process
        from beside import work

        if __name__ == "__main__":
            receiver, sender = Pipe(duplex=False)
            Process(target=work, args=(sender,)).start()
        """,
    ),
    "a thread sends": (
        "MP210",
        """
        def work(queue):
            queue.put(line for line in "ab")
        """,
        """
        import queue
        from threading import Thread
        from multiprocessing import Process
        from beside import work

        if __name__ == "__main__":
            Thread(target=work, args=(queue.Queue(),)).start()
            Process(target=print).start()
        """,
    ),
    "an object with fields sends": (
        "MP210",
        """
        from dataclasses import dataclass

        @dataclass
        class Link:
            connection: object

            def send(self, lines):
                self.connection.send(line.strip() for line in lines)  # MP210
        """,
        """
        from multiprocessing import Pipe
        from beside import Link

        if __name__ == "__main__":
            near, far = Pipe()
            Link(near).send(["a"])
        """,
    ),
    "an object makes what its pool cannot send": (
        "MP206",
        """
        class Counter:
            def __init__(self, context):
                self.context = context
                self.total = context.Value("i", 0)

            def add(self, x):
                self.total.value += x

            def run(self):
                with self.context.Pool(2) as pool:
                    pool.map(self.add, range(3))  # MP206
        """,
        """
        import multiprocessing as mp
        from beside import Counter

        if __name__ == "__main__":
            Counter(mp.get_context("spawn")).run()
        """,
    ),
    "an object may as well have threads": (
        "MP206",
        """
        class Counter:
            def __init__(self, module, total):
                self.module = module
                self.total = total

            def add(self, x):
                self.total.value += x

            def run(self):
                with self.module.Pool(2) as pool:
                    pool.map(self.add, range(3))
        """,
        """
        import multiprocessing as mp
        from multiprocessing import dummy
        from beside import Counter

        if __name__ == "__main__":
            Counter(dummy, mp.Value("i", 0)).run()
        """,
    ),
    "a manager that another file starts": (
        "MP202",
        """
        from multiprocessing.managers import BaseManager

        class Jobs(BaseManager):
            pass

        def launch():
            manager = Jobs()
            manager.start()
            return manager
        """,
        """
        import queue
        from beside import Jobs, launch

        waiting = queue.Queue()

        def get():
            return waiting

        Jobs.register("waiting", callable=get)
        Jobs.register("other", callable=lambda: waiting)  # MP202

        if __name__ == "__main__":
            launch()
        """,
    ),
}


@pytest.mark.parametrize(("code", "beside", "program"), PROJECTS.values(), ids=PROJECTS)
def test_two_files(tmp_path: Path, code: str, beside: str, program: str) -> None:
    check_files(tmp_path, {"beside.py": beside, "program.py": program}, code)


def test_a_test_expects_that_an_object_fails(tmp_path: Path) -> None:
    files = {
        "runner.py": """
            from multiprocessing import Pool

            class Runner:
                def __init__(self, function):
                    self.function = function

                def run(self, items):
                    return Pool(2).map(self.function, items)
            """,
        "test_runner.py": """
            import pytest
            from runner import Runner

            def test_lambda():
                runner = Runner(lambda x: x)
                with pytest.raises(AttributeError):
                    runner.run([1])
            """,
        "program.py": """
            from runner import Runner

            def main():
                Runner(lambda x: x).run([1])  # MP201
            """,
    }
    check_files(tmp_path, files, "MP201")


def test_a_partial_binds_a_parameter(check: Check) -> None:
    check(
        "MP206",
        """
        import multiprocessing as mp
        from functools import partial

        def work(lock, x):
            return x

        def finish(lock, items):
            with mp.Pool(2) as pool:
                pool.map(partial(work, lock), items)

        class Shared:
            def __init__(self, lock):
                self.lock = lock

        def end(shared, items):
            with mp.Pool(2) as pool:
                pool.map(partial(work, lock=shared.lock), items)  # MP206

        def main():
            finish(mp.Lock(), [1])  # MP206
            finish(mp.Manager().Lock(), [1])
            end(Shared(mp.Lock()), [1])
            end(Shared(mp.Manager().Lock()), [1])
        """,
    )


def test_a_helper_passes_on_what_it_gets(check: Check) -> None:
    check(
        "MP205",
        """
        from concurrent.futures import ProcessPoolExecutor

        executor = ProcessPoolExecutor()

        def send(function, *arguments):
            return executor.submit(function, *arguments)

        def main(work):
            send(work, 1, open("x"))  # MP205
            send(work, 1, "x")
        """,
    )


def test_an_object_that_its_other_options_keep_from_sending(check: Check) -> None:
    check(
        "MP202",
        """
        from multiprocessing import Process

        def serve(make):
            print(make())

        class Shared:
            def __init__(self, make, apart=False):
                self.make = make
                self.apart = apart

            def get(self):
                if self.apart:
                    Process(target=serve, args=(self.make,)).start()
                else:
                    serve(self.make)

        class Apart:
            def __init__(self, make, apart=False):
                self.make = make
                self.apart = apart

            def get(self):
                if self.apart:
                    Process(target=serve, args=(self.make,)).start()  # MP202

        if __name__ == "__main__":
            Shared(lambda: 1).get()
            Apart(lambda: 2, apart=True).get()
        """,
    )


def test_a_context_for_each_platform(check: Check) -> None:
    check(
        "MP202",
        """
        import sys
        from multiprocessing import get_context

        LINUX = sys.platform == "linux"
        context = get_context("fork") if LINUX else get_context()

        if LINUX:
            forking = get_context("fork")
        else:
            forking = get_context()

        def forked(work):
            if LINUX:
                def call():
                    work()

                forking.Process(target=call).start()

        def started(work):
            def call():
                work()

            forking.Process(target=call).start()  # MP202

        def chosen(work):
            if not LINUX:
                context.Process(target=lambda: work()).start()  # MP202
            else:
                context.Process(target=lambda: work()).start()
        """,
    )


def test_a_base_class_for_want_of_another(check: Check) -> None:
    check(
        "MP204",
        """
        import threading

        try:
            from multiprocessing import Process
        except ImportError:
            from multiprocessing.dummy import Process

        class Timer(Process):
            def run(self):
                print("run")

        class Thread(threading.Thread):
            def work(self):
                Process(target=self.work).start()  # MP204

        def main():
            timer = Timer()
            timer.start()
            Process(target=timer.join).start()
        """,
    )
