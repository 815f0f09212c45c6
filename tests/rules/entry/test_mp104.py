"""MP104 on programs in many styles: contexts that do not fit together, and some that do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

MIXED = {
    "in a field that __post_init__ sets": """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        @dataclass
        class Options:
            method: str = "spawn"
            context: mp.context.BaseContext = field(init=False, repr=False)

            def __post_init__(self):
                self.context = mp.get_context(self.method)

        class Farm:
            def __init__(self, options):
                self.options = options
                self.jobs = mp.Queue()

            def start(self):
                self.options.context.Process(target=print, args=(self.jobs,)).start()  # MP104

        def main():
            Farm(Options()).start()
        """,
    "queue": """
        import multiprocessing as mp
        ctx = mp.get_context("spawn")
        queue = mp.Queue()
        child = ctx.Process(target=print, args=(queue,))  # MP104
    """,
    "forkserver": """
        from multiprocessing import Event, get_context
        stop = Event()
        get_context("forkserver").Process(target=print, kwargs={"stop": stop}).start()  # MP104
    """,
    "explicit fork": """
        import multiprocessing
        fork, spawn = multiprocessing.get_context("fork"), multiprocessing.get_context("spawn")
        lock = fork.Lock()
        pool = spawn.Pool(2, initializer=print, initargs=(lock,))  # MP104
    """,
    "fork into the default": """
        import multiprocessing as mp
        counter = mp.get_context("fork").Value("i", 0)
        mp.Process(target=print, args=(counter,)).start()  # MP104
    """,
    "executor": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        lock = mp.Lock()
        with ProcessPoolExecutor(
            mp_context=mp.get_context("spawn"),
            initializer=print,
            initargs=(lock,),  # MP104
        ) as executor:
            pass
    """,
    "subclass of a context's Process": """
        import multiprocessing as mp

        class Worker(mp.get_context("spawn").Process):
            def __init__(self, queue):
                super().__init__()
                self.queue = queue

        worker = Worker(mp.Queue())  # MP104
    """,
    "on self": """
        import multiprocessing as mp

        class Server:
            def __init__(self):
                self.ctx = mp.get_context("spawn")
                self.stop = mp.Event()

            def start(self):
                self.child = self.ctx.Process(target=print, args=(self.stop,))  # MP104
    """,
    "method whose object holds it": """
        import multiprocessing as mp

        class Server:
            def __init__(self):
                self.lock = mp.Lock()

            def run(self):
                with self.lock:
                    print("hello")

        mp.get_context("spawn").Process(target=Server().run).start()  # MP104
    """,
    "partial": """
        import functools
        import multiprocessing as mp
        work = functools.partial(print, mp.Lock())
        mp.get_context("spawn").Process(target=work).start()  # MP104
    """,
    "list of queues": """
        import multiprocessing as mp
        queues = [mp.Queue() for _ in range(3)]
        for queue in queues:
            mp.get_context("spawn").Process(target=print, args=(queue,)).start()  # MP104
        mp.get_context("spawn").Process(target=print, args=(queues,)).start()  # MP104
    """,
    "context in a parameter": """
        import multiprocessing as mp

        def start(ctx, queue):
            ctx.Process(target=print, args=(queue,)).start()  # MP104

        start(mp.get_context("spawn"), mp.Queue())
    """,
    "passed on in *args": """
        import multiprocessing as mp

        def start(target, *args):
            mp.get_context("spawn").Process(target=target, args=args).start()  # MP104

        start(print, 1, mp.Queue())
    """,
    "a context that is not passed": """
        import multiprocessing as mp

        class Channel:
            def __init__(self, ctx=None):
                self.queue = (ctx or mp).Queue()

        mp.get_context("spawn").Process(target=print, args=(Channel().queue,)).start()  # MP104
    """,
    "replaced by force": """
        import multiprocessing as mp

        def main():
            lock = mp.Lock()
            mp.set_start_method("spawn", force=True)
            mp.Process(target=print, args=(lock,)).start()  # MP104

        if __name__ == "__main__":
            main()
    """,
}


@pytest.mark.parametrize("source", MIXED.values(), ids=MIXED)
def test_mixed(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP104", source)


def test_a_default_that_is_fork_nowhere_does_not_matter(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check("MP104", MIXED["fork into the default"])
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}
    assert "fork" not in {target.start_method for target in finding.breaks_when}


SILENT = {
    "fields of one context": """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        @dataclass
        class Options:
            method: str = "spawn"
            context: mp.context.BaseContext = field(init=False)
            jobs: object = field(init=False)

            def __post_init__(self):
                self.context = mp.get_context(self.method)
                self.jobs = self.context.Queue()

        def main():
            options = Options()
            options.context.Process(target=print, args=(options.jobs,)).start()
        """,
    "one context": """
        import multiprocessing as mp
        ctx = mp.get_context("spawn")
        queue = ctx.Queue()
        ctx.Process(target=print, args=(queue,)).start()
    """,
    "the default for both": """
        import multiprocessing as mp
        lock = mp.Lock()
        mp.Process(target=print, args=(lock,)).start()
    """,
    "spawn into fork": """
        import multiprocessing as mp
        queue = mp.get_context("spawn").Queue()
        mp.get_context("fork").Process(target=print, args=(queue,)).start()
    """,
    "spawn into the default": """
        import multiprocessing as mp
        queue = mp.get_context("spawn").Queue()
        mp.Process(target=print, args=(queue,)).start()
    """,
    "forkserver and spawn": """
        import multiprocessing as mp
        queue = mp.get_context("forkserver").Queue()
        mp.get_context("spawn").Process(target=print, args=(queue,)).start()
    """,
    "the same context, chosen by an option": """
        import multiprocessing as mp
        import sys

        def run(method):
            ctx = mp.get_context(method) if method else mp
            queue = ctx.Queue()
            ctx.Process(target=print, args=(queue,)).start()

        run("spawn")
        run(None)
    """,
    "a context or the default": """
        import multiprocessing

        class Runner:
            def __init__(self, context=None):
                context = context or multiprocessing.get_context("spawn")
                self.queue = context.Queue()
                self.process = context.Process(target=print, args=(self.queue,))

        Runner(multiprocessing)
        Runner()
    """,
    "set before both": """
        import multiprocessing as mp
        if __name__ == "__main__":
            mp.set_start_method("spawn")
            queue = mp.Queue()
            mp.get_context("spawn").Process(target=print, args=(queue,)).start()
    """,
    "a context that is passed": """
        import multiprocessing as mp

        class Channel:
            def __init__(self, ctx=None):
                self.queue = (ctx or mp).Queue()

        def start(ctx, target, *args):
            ctx.Process(target=target, args=args).start()

        ctx = mp.get_context("spawn")
        start(ctx, print, 1, Channel(ctx).queue)
    """,
    "queues of a manager": """
        import multiprocessing as mp
        queue = mp.Manager().Queue()
        mp.get_context("spawn").Process(target=print, args=(queue, mp.Pipe()[0], mp.RawArray("i", 2))).start()
    """,
    "without a lock": """
        import multiprocessing as mp
        number = mp.Value("i", 0, lock=False)
        mp.get_context("spawn").Process(target=print, args=(number,)).start()
    """,
    "threads": """
        import multiprocessing as mp
        import queue
        import threading
        threading.Thread(target=print, args=(mp.Queue(),)).start()
        mp.get_context("spawn").Process(target=print, args=(queue.Queue,)).start()
    """,
    "not handed over": """
        import multiprocessing as mp
        lock = mp.Lock()
        with lock:
            mp.get_context("spawn").Process(target=print).start()
    """,
    "where fork is not the default": """
        import multiprocessing as mp
        import sys
        if sys.platform == "win32":
            queue = mp.Queue()
            mp.get_context("spawn").Process(target=print, args=(queue,)).start()
    """,
    "expected to fail": """
        import multiprocessing as mp

        class Tests:
            def test_mixed(self):
                queue = mp.get_context("fork").Queue()
                child = mp.get_context("spawn").Process(target=print, args=(queue,))
                with self.assertRaisesRegex(RuntimeError, "fork"):
                    child.start()
    """,
    "the method is chosen before, each time": """
        import multiprocessing as mp

        def measure(function):
            mp.set_start_method("spawn", force=True)
            queue = mp.Queue()
            mp.Process(target=function, args=(queue,)).start()
            return queue.get()

        def main(functions):
            return [measure(function) for function in functions]
    """,
    "a method that is not known": """
        import multiprocessing as mp
        import sys
        ctx = mp.get_context(sys.argv[1])
        ctx.Process(target=print, args=(mp.Queue(),)).start()
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP104", source) == []
