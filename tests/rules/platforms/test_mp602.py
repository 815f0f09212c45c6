"""MP602 on programs in many styles: queues between processes, and other queues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Finding
from snippets import check_files

CALLED = {
    "queue": "from multiprocessing import Queue\nq = Queue()\nprint(q.qsize())  # MP602",
    "joinable": "import multiprocessing\nq = multiprocessing.JoinableQueue(5)\nprint(q.qsize())  # MP602",
    "context": "import multiprocessing as mp\nq = mp.get_context('spawn').Queue()\nwhile q.qsize():  # MP602\n    q.get()",
    "on self": """
        import multiprocessing as mp

        class Pipeline:
            def __init__(self):
                self.queue = mp.Queue()

            def __len__(self):
                return self.queue.qsize()  # MP602
    """,
    "worker": """
        import multiprocessing as mp

        def work(queue):
            while queue.qsize() > 0:  # MP602
                print(queue.get())

        if __name__ == "__main__":
            queue = mp.Queue()
            mp.Process(target=work, args=(queue,)).start()
    """,
    "worker of a class": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def __init__(self, jobs):
                super().__init__()
                self.jobs = jobs

            def run(self):
                for _ in range(self.jobs.qsize()):  # MP602
                    self.jobs.get()

        if __name__ == "__main__":
            Worker(mp.JoinableQueue()).start()
    """,
    "annotated": """
        import multiprocessing as mp
        import multiprocessing.queues

        def drain(queue: multiprocessing.queues.Queue) -> None:
            print(queue.qsize())  # MP602
    """,
    "helper": """
        import multiprocessing as mp

        def size(queue):
            return queue.qsize()  # MP602

        print(size(mp.Queue()))
    """,
    "list of queues": """
        import multiprocessing as mp
        queues = [mp.Queue() for _ in range(3)]
        print(sum(q.qsize() for q in queues))  # MP602
    """,
    "attribute error expected": """
        from multiprocessing import Queue
        q = Queue()
        try:
            print(q.qsize())  # MP602
        except (AttributeError, OSError):
            pass
    """,
    "imported where it is not needed": """
        import sys

        if sys.platform == "darwin":
            from multiprocessing import Queue
        else:
            from queue import Queue

        print(Queue().qsize())  # MP602
    """,
    "something else was tried": """
        import multiprocessing as mp

        q = mp.Queue()
        try:
            q.empty()
            tried = True
        except NotImplementedError:
            tried = False
        try:
            print(q.qsize())  # MP602
            asked = True
        except AttributeError:
            asked = False
        if tried and asked:
            print(q.qsize())  # MP602
    """,
    "not on windows": """
        import multiprocessing as mp
        import os
        q = mp.Queue()
        if os.name != "nt":
            print(q.qsize())  # MP602
    """,
    "torch": "import torch.multiprocessing as mp\nq = mp.Queue()\nprint(q.qsize())  # MP602",
}


@pytest.mark.parametrize("source", CALLED.values(), ids=CALLED)
def test_called(check: Callable[[str, str], list[Finding]], source: str) -> None:
    findings = check("MP602", source)
    assert {target.platform for finding in findings for target in finding.breaks_when} == {"macos"}


def test_perhaps_a_queue_of_threads(check: Callable[[str, str], list[Finding]]) -> None:
    (finding,) = check(
        "MP602",
        """
        import multiprocessing
        import queue
        import sys
        jobs = multiprocessing.Queue() if sys.argv else queue.Queue()
        print(jobs.qsize())  # MP602
        """,
    )
    assert finding.confidence is Confidence.MEDIUM


SILENT = {
    "queue of threads": "import multiprocessing\nimport queue\nq = queue.Queue()\nprint(q.qsize())",
    "queue of a dummy": "from multiprocessing.dummy import Queue\nq = Queue()\nprint(q.qsize())",
    "queue of a manager": "import multiprocessing as mp\nm = mp.Manager()\nq = m.Queue()\nprint(q.qsize())",
    "queue of a manager, entered": (
        "import multiprocessing as mp\nwith mp.Manager() as m:\n    q = m.JoinableQueue()\n    print(q.qsize())"
    ),
    "asyncio": "import asyncio\nimport multiprocessing\nq = asyncio.Queue()\nprint(q.qsize())",
    "caught": """
        import multiprocessing as mp
        q = mp.Queue()
        try:
            size = q.qsize()
        except NotImplementedError:
            size = None
    """,
    "caught as its base": """
        import multiprocessing as mp
        q = mp.Queue()
        try:
            size = q.qsize()
        except RuntimeError:
            size = None
    """,
    "suppressed": """
        import multiprocessing as mp
        from contextlib import suppress
        q = mp.Queue()
        with suppress(NotImplementedError):
            print(q.qsize())
    """,
    "tried before": """
        import multiprocessing as mp

        q = mp.Queue()
        try:
            q.qsize()
        except (AttributeError, NotImplementedError):
            SIZED = False
        else:
            SIZED = True

        def size():
            if not SIZED:
                return None
            return q.qsize()
    """,
    "tried by a function": """
        import multiprocessing as mp

        def has_size(queue):
            try:
                queue.qsize()
                return True
            except NotImplementedError:
                return False

        q = mp.Queue()
        SIZED = has_size(q)
        if SIZED:
            print(q.qsize())
        print(q.qsize() if has_size(q) else "unknown")
    """,
    "not on macOS": """
        import multiprocessing as mp
        import platform
        q = mp.Queue()
        print(q.qsize() if platform.system() != "Darwin" else "unknown")
    """,
    "only on linux": """
        import multiprocessing as mp
        import sys
        q = mp.Queue()
        if sys.platform.startswith("linux") and q.qsize() > 10:
            print("many")
    """,
    "made elsewhere only": """
        import multiprocessing
        import platform

        frames = results = None
        if platform.system() == "Linux":
            frames = multiprocessing.Queue(1000)
            results = multiprocessing.Queue()
        elif platform.system() == "Windows":
            frames = multiprocessing.Queue(100)
            results = multiprocessing.Queue()

        def report():
            print("waiting:", frames.qsize(), results.qsize())

        report()
    """,
    "imported elsewhere only": """
        import platform

        if platform.system() == "Darwin":
            from counted import Queue
        else:
            from multiprocessing import Queue

        class Line:
            def __init__(self):
                self.queue = Queue()

            def report(self):
                print("waiting:", self.queue.qsize())

        Line().report()
    """,
    "its own size": """
        import multiprocessing
        import multiprocessing.queues

        class Counted(multiprocessing.queues.Queue):
            def qsize(self):
                return 0

        Counted(ctx=multiprocessing.get_context()).qsize()
    """,
    "other questions": "import multiprocessing as mp\nq = mp.Queue()\nprint(q.empty(), q.full())",
    "any queue": "import multiprocessing\ndef size(q):\n    return q.qsize()",
    "skipped on macOS": """
        import multiprocessing as mp
        import sys
        import unittest

        class Tests(unittest.TestCase):
            @unittest.skipIf(sys.platform == "darwin", "no sem_getvalue")
            def test_size(self):
                self.assertEqual(mp.Queue().qsize(), 0)
    """,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP602", source) == []


def test_the_queue_of_another_file(tmp_path: Path) -> None:
    state = """
        import queue
        from dataclasses import dataclass, field
        from multiprocessing import Queue

        @dataclass
        class State:
            jobs: Queue = field(default_factory=Queue)
            own: queue.Queue = field(default_factory=queue.Queue)
        """
    depth = """
        def depth(jobs):
            return jobs.qsize()  # MP602

        def length(jobs):
            return jobs.qsize()
        """
    program = """
        from multiprocessing import Queue
        from depth import depth, length
        from state import State

        state = State()
        print(state.own.qsize(), depth(Queue()), length(state.own))
        print(state.jobs.qsize())  # MP602
        """
    check_files(tmp_path, {"state.py": state, "depth.py": depth, "program.py": program}, "MP602")
