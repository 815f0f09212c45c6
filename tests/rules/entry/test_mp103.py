"""MP103 on programs in many styles: what uses the default context before the start method is set."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Confidence, Finding

FIXING = (
    *("mp.Queue()", "mp.JoinableQueue()", "mp.SimpleQueue()", "mp.Lock()", "mp.RLock()", "mp.Semaphore(1)"),
    *("mp.BoundedSemaphore(1)", "mp.Condition()", "mp.Event()", "mp.Barrier(2)", "mp.Value('i')", "mp.Array('i', 2)"),
    *("mp.get_start_method()", "mp.get_start_method(allow_none=False)", "mp.get_context()", "mp.get_context(None)"),
    *("mp.Pool(1)", "mp.Manager()", "mp.Process().start()", "mp.pool.ThreadPool(1)"),
    *("mp.managers.SyncManager()", "mp.managers.SharedMemoryManager()", "futures.ProcessPoolExecutor(1)"),
)
HARMLESS = (
    *(
        "mp.cpu_count()",
        "mp.current_process()",
        "mp.active_children()",
        "mp.Process()",
        "mp.Pipe()",
        "mp.RawValue('i')",
    ),
    *("mp.RawArray('i', 2)", "mp.get_logger()", "mp.freeze_support()", "mp.get_all_start_methods()"),
    *("mp.get_start_method(allow_none=True)", "mp.get_start_method(True)", "mp.get_context('spawn')"),
    *("mp.get_context('spawn').Queue()", "mp.get_context('spawn').get_start_method()", "mp.parent_process()"),
    *("futures.ThreadPoolExecutor(1)", "futures.ProcessPoolExecutor(1, mp.get_context('spawn'))", "mp.dummy.Lock()"),
    *("futures.ProcessPoolExecutor(1, max_tasks_per_child=3)", "mp.queues.Queue(ctx=mp.get_context('spawn'))"),
)
#: What starts a process of a context, which fixed the default start method as well until that was mended.
STARTING = (
    *("mp.get_context('spawn').Process().start()", "mp.get_context('forkserver').Pool(1)", "CONTEXT.Manager()"),
    *("futures.ProcessPoolExecutor(1, CONTEXT).submit(print)", "CONTEXT.Process(target=print).start()"),
    "futures.ProcessPoolExecutor(mp_context=CONTEXT).map(print, 'a')",
)
_PROGRAM = """
import concurrent.futures as futures
import multiprocessing as mp
{}
if __name__ == "__main__":
    mp.set_start_method("spawn")"""


@pytest.mark.parametrize("expression", FIXING)
def test_what_fixes_the_default_context(check: Callable[[str, str], list[Finding]], expression: str) -> None:
    (finding,) = check("MP103", _PROGRAM.format(expression) + "  # MP103\n")
    assert finding.confidence is Confidence.HIGH
    assert finding.related[0].location.line == 4


@pytest.mark.parametrize("expression", HARMLESS)
def test_what_does_not_fix_it(check: Callable[[str, str], list[Finding]], expression: str) -> None:
    assert check("MP103", _PROGRAM.format(expression)) == []


_WITH_CONTEXT = _PROGRAM.replace("{}", "CONTEXT = mp.get_context('spawn')\n{}")


@pytest.mark.parametrize("expression", STARTING)
def test_a_process_of_a_context_fixes_the_default_one(
    check: Callable[[str, str], list[Finding]], expression: str
) -> None:
    (finding,) = check("MP103", _WITH_CONTEXT.format(expression) + "  # MP103\n")
    assert finding.confidence is Confidence.HIGH
    assert max(target.python for target in finding.breaks_when) == (3, 13)


def test_where_the_bug_may_be_mended(check: Callable[[str, str], list[Finding]]) -> None:
    program = """
        import multiprocessing as mp
        import sys

        if __name__ == "__main__":
            mp.get_context("spawn").Pool(1)
            if sys.version_info >= (3, 14):
                mp.set_start_method("spawn")
            elif sys.version_info >= (3, 13):
                mp.set_start_method("spawn")  # MP103
    """
    (finding,) = check("MP103", program)
    assert finding.confidence is Confidence.LOW


def test_the_default_context_under_any_python(check: Callable[[str, str], list[Finding]]) -> None:
    program = _WITH_CONTEXT.format("CONTEXT.Process(target=print, args=(mp.Lock(),)).start()")
    (finding,) = check("MP103", program + "  # MP103\n")
    assert max(target.python for target in finding.breaks_when) == (3, 15)


WRONG = {
    "a field that makes it": """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        @dataclass
        class State:
            size: int
            halt: object = field(default_factory=mp.Event)

        STATE = State(3)

        def main():
            mp.set_start_method("spawn")  # MP103

        if __name__ == "__main__":
            main()
    """,
    "in another function": """
        import multiprocessing as mp

        def make():
            return mp.Queue()

        def main():
            queue = make()
            mp.set_start_method("spawn")  # MP103

        if __name__ == "__main__":
            main()
    """,
    "main of a console script": """
        from multiprocessing import Lock, set_start_method
        lock = Lock()

        def main():
            set_start_method("spawn")  # MP103
    """,
    "constructor": """
        import multiprocessing as mp

        class Server:
            def __init__(self):
                self.stop = mp.Event()

            def run(self):
                mp.set_start_method("spawn")  # MP103

        if __name__ == "__main__":
            server = Server()
            server.run()
    """,
    "class attribute": """
        import multiprocessing as mp

        class Shared:
            lock = mp.RLock()

        if __name__ == "__main__":
            mp.set_start_method("forkserver")  # MP103
    """,
    "default argument": """
        import multiprocessing as mp

        def work(lock=mp.Lock()):
            pass

        if __name__ == "__main__":
            mp.set_start_method("spawn")  # MP103
    """,
    "the test itself": """
        import multiprocessing as mp
        if __name__ == "__main__":
            if mp.get_start_method() != "spawn":
                mp.set_start_method("spawn")  # MP103
    """,
    "printed": """
        import multiprocessing
        if __name__ == "__main__":
            print("default:", multiprocessing.get_start_method())
            multiprocessing.set_start_method("spawn")  # MP103
    """,
    "perhaps": """
        import multiprocessing as mp
        import sys
        if __name__ == "__main__":
            if sys.argv[1:]:
                mp.Process(target=print).start()
            mp.set_start_method("spawn")  # MP103
    """,
    "in a with statement": """
        import multiprocessing as mp
        if __name__ == "__main__":
            with mp.Manager() as manager:
                mp.set_start_method("spawn")  # MP103
    """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_too_late(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert len(check("MP103", source)) == 1


SILENT = {
    "fields that are given, or made later": """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        @dataclass
        class State:
            halt: object = field(default_factory=mp.Event)
            names: list = field(default_factory=list)

        NONE = State(halt=None)

        if __name__ == "__main__":
            mp.set_start_method("spawn")
            state = State()
    """,
    "first of all": """
        import multiprocessing as mp
        if __name__ == "__main__":
            mp.set_start_method("spawn")
            lock = mp.Lock()
            mp.Process(target=print, args=(lock,)).start()
    """,
    "in a function that runs later": """
        import multiprocessing as mp

        def make():
            return mp.Queue()

        if __name__ == "__main__":
            mp.set_start_method("spawn")
            make()
    """,
    "in the child": """
        import multiprocessing as mp

        def work():
            lock = mp.Lock()

        if __name__ == "__main__":
            child = mp.Process(target=work)
            mp.set_start_method("spawn")
            child.start()
    """,
    "in the other branch": """
        import multiprocessing as mp
        import sys
        if __name__ == "__main__":
            if sys.argv[1:]:
                queue = mp.Queue()
            else:
                mp.set_start_method("spawn")
    """,
    "what a context makes, and starts later or by fork": """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        if __name__ == "__main__":
            context = mp.get_context("spawn")
            queue, executor = context.Queue(), ProcessPoolExecutor(1, context)
            child = context.Process(target=print, args=(queue,))
            mp.get_context("fork").Process(target=print).start()
            mp.set_start_method("spawn")
            child.start()
            executor.submit(print)
    """,
    "by force": """
        import multiprocessing as mp
        lock = mp.Lock()
        if __name__ == "__main__":
            mp.set_start_method("spawn", force=True)
    """,
    "expected": """
        import multiprocessing as mp
        lock = mp.Lock()
        if __name__ == "__main__":
            try:
                mp.set_start_method("spawn")
            except RuntimeError:
                print("already set")
    """,
    "another library's lock": """
        import multiprocessing as mp
        import threading
        lock = threading.Lock()
        if __name__ == "__main__":
            mp.set_start_method("spawn")
    """,
    "in the next round": """
        import multiprocessing as mp
        if __name__ == "__main__":
            while True:
                mp.set_start_method("spawn", force=False)
                queue = mp.Queue()
    """,
    "two tests of one file": """
        import multiprocessing as mp

        def test_queue():
            mp.Queue()

        def test_method():
            mp.set_start_method("spawn")
    """,
    "on another platform": """
        import multiprocessing as mp
        import sys
        if sys.platform == "win32":
            lock = mp.Lock()
        if __name__ == "__main__":
            if sys.platform == "darwin":
                mp.set_start_method("fork")
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP103", source) == []


WHERE_NONE = """
    import multiprocessing as mp
    from multiprocessing import context
    lock = mp.Lock()

    def choose(context, taken):
        if {0} is None:
            mp.set_start_method("spawn"){1}

    if __name__ == "__main__":
        choose(None, None)
"""


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("mp.context._default_context._actual_context", False),
        ("mp.get_start_method(allow_none=True)", False),
        ("context._actual_context", True),
        ("taken", True),
        ("mp.context._default_context", True),
    ],
)
def test_where_no_method_is_in_use(check: Callable[[str, str], list[Finding]], asked: str, *, is_found: bool) -> None:
    assert bool(check("MP103", WHERE_NONE.format(asked, "  # MP103" if is_found else ""))) is is_found
