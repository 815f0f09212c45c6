"""What a function is given by the process, pool or executor that runs it, and what a call can mean."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.targets import usual_targets


def model(source: str) -> Module:
    text = "import multiprocessing as mp\n" + textwrap.dedent(source)
    return Module("program.py", text, ast.parse(text), usual_targets())


HANDED = {
    "args": "def work(n, q):\n    q.qsize()\nmp.Process(target=work, args=(1, mp.Queue()))",
    "list of args": "def work(n, q):\n    q.qsize()\nmp.Process(target=work, args=[1, mp.Queue()])",
    "args with a name": "def work(q):\n    q.qsize()\nargs = (mp.Queue(),)\nmp.Process(target=work, args=args)",
    "kwargs": "def work(n, q):\n    q.qsize()\nmp.Process(target=work, args=(1,), kwargs={'q': mp.Queue()})",
    "only kwargs": "def work(n, q):\n    q.qsize()\nmp.Process(target=work, kwargs={'q': mp.Queue()})",
    "method": """
        class A:
            def work(self, q):
                q.qsize()
        mp.Process(target=A().work, args=(mp.Queue(),))
    """,
    "partial": "import functools\ndef work(q, n):\n    q.qsize()\nmp.Process(target=functools.partial(work, mp.Queue()))",
    "submit": """
        from concurrent.futures import ProcessPoolExecutor
        def work(n, q):
            q.qsize()
        with ProcessPoolExecutor() as e:
            e.submit(work, 1, mp.Queue())
    """,
    "map": "def work(q):\n    q.qsize()\nwith mp.Pool() as pool:\n    pool.map(work, [mp.Queue() for _ in range(3)])",
    "starmap": "def work(n, q):\n    q.qsize()\nwith mp.Pool() as pool:\n    pool.starmap(work, [(1, mp.Queue())])",
    "apply": "def work(n, q):\n    q.qsize()\nwith mp.Pool() as pool:\n    pool.apply_async(work, (1, mp.Queue()))",
    "initializer": "def start(q):\n    q.qsize()\nmp.Pool(2, start, (mp.Queue(),))",
    "map here": "queues = [mp.Queue()]\nlist(map(lambda q: q.qsize(), queues))",
    "thread": "import threading\ndef work(q):\n    q.qsize()\nthreading.Thread(target=work, args=(mp.Queue(),))",
    "what the caller of a helper passes": """
        def work(q):
            q.qsize()
        def start(queue):
            mp.Process(target=work, args=(queue,)).start()
        start(mp.Queue())
    """,
    "a method of what a helper is given": """
        class A:
            def work(self, q):
                q.qsize()
        def start(things):
            for thing in things:
                mp.Process(target=thing.work, args=(mp.Queue(),)).start()
        start([A()])
    """,
    "a context that is passed on": """
        def work(q):
            q.qsize()
        class Crew:
            def __init__(self, context):
                context.Process(target=work, args=(context.Queue(),)).start()
        def main(method):
            Crew(mp.get_context(method))
    """,
    "an executor that is passed on": """
        from concurrent.futures import ProcessPoolExecutor
        def work(n, q):
            q.qsize()
        def run(executor, function):
            executor.submit(function, 1, mp.Queue())
        with ProcessPoolExecutor() as e:
            run(e, work)
    """,
    "passed on": "def inner(q):\n    q.qsize()\ndef work(q):\n    inner(q)\nmp.Process(target=work, args=(mp.Queue(),))",
}


@pytest.mark.parametrize("source", HANDED.values(), ids=HANDED)
def test_what_a_worker_gets(source: str) -> None:
    assert [event.kind for event in model(source).events(methods="qsize")] == ["queue"]


def test_a_worker_gets_nothing_that_is_not_known() -> None:
    module = model("def work(q):\n    q.qsize()\ndef f(queue):\n    mp.Process(target=work, args=(queue,))")
    assert list(module.events(methods="qsize")) == []


def test_each_worker_gets_what_its_own_caller_passes() -> None:
    module = model(
        """
        import queue
        import threading
        def work(q):
            q.qsize()
        def start(kind, q):
            kind(target=work, args=(q,)).start()
        def run(pool, q):
            pool.submit(work, q)
        class Queue:
            def submit(self, function, q):
                function(mp.SimpleQueue())
        start(threading.Thread, queue.Queue())
        start(mp.Process, mp.JoinableQueue())
        run(Queue(), queue.Queue())
        """
    )
    assert {event.kind for event in module.events(methods="qsize")} <= {"joinable-queue", "simple-queue"}


METHODS = {
    "explicit base": ("class P(mp.context.SpawnProcess):\n    pass\nP().start()", "spawn"),
    "base of a context": ("class P(mp.get_context('fork').Process):\n    pass\nP().start()", "fork"),
    "default base": ("class P(mp.Process):\n    pass\nP().start()", None),
    "a base further up": ("class P(mp.context.SpawnProcess):\n    pass\nclass Q(P):\n    pass\nQ().start()", "spawn"),
    "own start": ("class P(mp.Process):\n    def start(self):\n        super().start()", None),
}


@pytest.mark.parametrize(("source", "method"), METHODS.values(), ids=METHODS)
def test_the_start_method_of_a_subclass(source: str, method: str | None) -> None:
    events = [event for event in model(source).events("process", "start") if event.receiver is not None]
    assert [event.start_method for event in events] == [method]


CERTAIN = {
    "one meaning": ("mp.Pool()", True),
    "None where it cannot be imported": (
        "try:\n    from multiprocessing import Pool\nexcept ImportError:\n    Pool = None\nPool()",
        True,
    ),
    "another class": (
        "from multiprocessing.pool import ThreadPool\nthreads = input()\n(ThreadPool if threads else mp.Pool)()",
        False,
    ),
    "of several objects": ("for p in [mp.Pool(), mp.Pool(2)]:\n    p.close()", True),
}


@pytest.mark.parametrize(("source", "certain"), CERTAIN.values(), ids=CERTAIN)
def test_whether_a_call_can_mean_something_else(source: str, *, certain: bool) -> None:
    assert {event.is_certain for event in model(source).events("pool")} == {certain}


def test_a_context_given_to_a_class_of_a_submodule() -> None:
    module = model("from multiprocessing.queues import Queue\nQueue(ctx=mp.get_context('spawn'))")
    assert [event.start_method for event in module.events("queue", "new")] == ["spawn"]
