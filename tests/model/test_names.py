"""What names, attributes and calls are resolved to, in the ways that people write them."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.targets import usual_targets


def revealed(source: str) -> list[set[str]]:
    """For each ``reveal(x)`` of a program: the kinds of process objects that x may be, with their start method."""
    text = textwrap.dedent(source)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    assert module.graph is not None
    found = []
    for call in module.found.calls:
        if isinstance(call.func, ast.Name) and call.func.id == "reveal":
            kinds = set()
            for one in module.values(call.args[0]):
                method = getattr(one, "start_method", None)
                kinds.add(module.kind(one) + (f":{method}" if method else ""))
            found.append(kinds - {""})
    return found


RESOLVED = {
    "module alias": ("import multiprocessing as mp\nreveal(mp.Pool())", {"pool"}),
    "plain module": ("import multiprocessing\nreveal(multiprocessing.Process())", {"process"}),
    "submodule": ("import multiprocessing.pool\nreveal(multiprocessing.pool.Pool())", {"pool"}),
    "thread pool": ("from multiprocessing.pool import ThreadPool\nreveal(ThreadPool())", {"thread-pool"}),
    "dummy": ("from multiprocessing.dummy import Pool\nreveal(Pool())", {"thread-pool"}),
    "dummy as module": ("import multiprocessing.dummy as mp\nreveal(mp.Pool())", {"thread-pool"}),
    "renamed class": ("from multiprocessing import Pool as P\nreveal(P(2))", {"pool"}),
    "executor module": (
        "from concurrent.futures.process import ProcessPoolExecutor as E\nreveal(E())",
        {"process-executor"},
    ),
    "package attribute": (
        "from concurrent import futures\nreveal(futures.ProcessPoolExecutor())",
        {"process-executor"},
    ),
    "assigned alias": ("import multiprocessing as mp\nPool = mp.Pool\nreveal(Pool())", {"pool"}),
    "star import": ("from multiprocessing import *\nreveal(Queue())", {"queue"}),
    "local import": ("def f():\n    import multiprocessing as mp\n    reveal(mp.Lock())", {"lock"}),
    "import with fallback": (
        "try:\n    import fastmp as mp\nexcept ImportError:\n    import multiprocessing as mp\nreveal(mp.Pool())",
        {"pool"},
    ),
    "context": (
        "import multiprocessing as mp\nctx = mp.get_context('spawn')\nreveal(ctx.Process())",
        {"process:spawn"},
    ),
    "context class": (
        "from multiprocessing.context import SpawnContext\nreveal(SpawnContext().Pool())",
        {"pool:spawn"},
    ),
    "context by name": (
        "import multiprocessing as mp\nMETHOD = 'fork'\nreveal(mp.get_context(METHOD).Queue())",
        {"queue:fork"},
    ),
    "context parameter with default": (
        "import multiprocessing as mp\ndef f(ctx=mp.get_context('forkserver')):\n    reveal(ctx.Pool())",
        {"pool:forkserver"},
    ),
    "context or default": (
        "import multiprocessing as mp\ndef f(ctx=None):\n    ctx = ctx or mp.get_context('spawn')\n    reveal(ctx.Event())",
        {"event:spawn"},
    ),
    "context on self": (
        """
        import multiprocessing as mp
        class A:
            def __init__(self):
                self.ctx = mp.get_context("spawn")
            def go(self):
                reveal(self.ctx.Pool())
        """,
        {"pool:spawn"},
    ),
    "executor with a context": (
        """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        reveal(ProcessPoolExecutor(mp_context=mp.get_context("spawn")))
        """,
        {"process-executor:spawn"},
    ),
    "instance on self": (
        """
        from multiprocessing import Pool
        class A:
            def __init__(self):
                self.pool = Pool()
            def go(self):
                reveal(self.pool)
        """,
        {"pool"},
    ),
    "inherited attribute": (
        """
        from multiprocessing import Pool
        class Base:
            def __init__(self):
                self.pool = Pool()
        class A(Base):
            def go(self):
                reveal(self.pool)
        """,
        {"pool"},
    ),
    "argument of the constructor": (
        """
        from multiprocessing import Queue
        class A:
            def __init__(self, out):
                self.out = out
            def go(self):
                reveal(self.out)
        A(Queue())
        """,
        {"queue"},
    ),
    "property": (
        """
        from multiprocessing import Pool
        class A:
            @property
            def pool(self):
                return Pool()
            def go(self):
                reveal(self.pool)
        """,
        {"pool"},
    ),
    "tuple": ("from multiprocessing import Pool, Lock\npool, lock = Pool(), Lock()\nreveal(lock)", {"lock"}),
    "pipe": ("from multiprocessing import Pipe\na, b = Pipe()\nreveal(b)", {"connection"}),
    "with": ("from multiprocessing import Pool\nwith Pool() as p:\n    reveal(p)", {"pool"}),
    "walrus": ("from multiprocessing import Pool\nif (p := Pool()):\n    reveal(p)", {"pool"}),
    "walrus in the same statement": ("from multiprocessing import Pool\nprint((p := Pool()), reveal(p))", {"pool"}),
    "comprehension variable": (
        "from multiprocessing import Process\nps = [Process() for _ in range(3)]\n[reveal(p) for p in ps]",
        {"process"},
    ),
    "appended": (
        "from multiprocessing import Process\nps = []\nps.append(Process())\nfor p in ps:\n    reveal(p)",
        {"process"},
    ),
    "appended to self": (
        """
        from multiprocessing import Process
        class A:
            def __init__(self):
                self.ps = []
            def start(self):
                self.ps.append(Process())
            def join(self):
                for p in self.ps:
                    reveal(p)
        """,
        {"process"},
    ),
    "dict values": (
        "from multiprocessing import Process\nd = {}\nd['a'] = Process()\nfor k, p in d.items():\n    reveal(p)",
        {"process"},
    ),
    "dict keys that are stored": (
        "from multiprocessing import Process\nd = {}\nd[Process()] = 'a'\nfor p in d:\n    reveal(p)",
        {"process"},
    ),
    "dict keys of a view": (
        """
        from multiprocessing import Process
        class A:
            def __init__(self):
                self.names = {}
            def start(self, name):
                p = Process()
                self.names[p] = name
            def join(self):
                for p, name in self.names.items():
                    reveal(p)
        """,
        {"process"},
    ),
    "added list": ("from multiprocessing import Process\nps = []\nps += [Process()]\nreveal(ps[0])", {"process"}),
    "zip and enumerate": (
        "from multiprocessing import Queue\nqs = [Queue()]\nfor i, (x, q) in enumerate(zip([1], qs)):\n    reveal(q)",
        {"queue"},
    ),
    "exit stack": (
        "import contextlib\nfrom multiprocessing import Pool\nwith contextlib.ExitStack() as s:\n    reveal(s.enter_context(Pool()))",
        {"pool"},
    ),
    "closing": (
        "from contextlib import closing\nfrom multiprocessing import Pool\nwith closing(Pool()) as p:\n    reveal(p)",
        {"pool"},
    ),
    "context manager function": (
        """
        from contextlib import contextmanager
        from multiprocessing import Pool
        @contextmanager
        def workers():
            with Pool() as p:
                yield p
        with workers() as p:
            reveal(p)
        """,
        {"pool"},
    ),
    "own context manager": (
        """
        from multiprocessing import Pool
        class Workers:
            def __enter__(self):
                self.pool = Pool()
                return self.pool
        with Workers() as p:
            reveal(p)
        """,
        {"pool"},
    ),
    "annotation": ("from multiprocessing.pool import Pool\ndef f(pool: Pool):\n    reveal(pool)", {"pool:unknown"}),
    "string annotation": (
        "from multiprocessing.pool import Pool\ndef f(pool: 'Pool | None'):\n    reveal(pool)",
        {"pool:unknown"},
    ),
    "optional annotation": (
        "from typing import Optional\nfrom multiprocessing.pool import Pool\ndef f(pool: Optional[Pool] = None):\n    reveal(pool)",
        {"pool:unknown"},
    ),
    "return value": ("import multiprocessing as mp\ndef make():\n    return mp.Pool()\nreveal(make())", {"pool"}),
    "return value by argument": (
        "import multiprocessing as mp\ndef same(x):\n    return x\nreveal(same(mp.Lock()))",
        {"lock"},
    ),
    "awaited": (
        "import multiprocessing as mp\nasync def make():\n    return mp.Pool()\nasync def f():\n    reveal(await make())",
        {"pool"},
    ),
    "conditional": (
        "import multiprocessing as mp, queue\ndef f(x):\n    q = mp.Queue() if x else queue.Queue()\n    reveal(q)",
        {"queue", "thread-queue"},
    ),
    "last assignment wins": ("import multiprocessing as mp\nq = 1\nq = mp.Queue()\nreveal(q)", {"queue"}),
    "either branch": (
        "import multiprocessing as mp\nif x:\n    q = mp.Queue()\nelse:\n    q = mp.SimpleQueue()\nreveal(q)",
        {"queue", "simple-queue"},
    ),
    "subclass": (
        "from multiprocessing import Process\nclass W(Process):\n    pass\nclass V(W):\n    pass\nreveal(V())",
        {"process"},
    ),
    "result of a pool": ("from multiprocessing import Pool\nreveal(Pool().apply_async(len))", {"async-result"}),
    "future in a dict comprehension": (
        """
        from concurrent.futures import ProcessPoolExecutor, as_completed
        ex = ProcessPoolExecutor()
        futures = {ex.submit(abs, n): n for n in range(3)}
        for future in as_completed(futures):
            reveal(future)
        """,
        {"future"},
    ),
    "manager proxy": ("from multiprocessing import Manager\nm = Manager()\nreveal(m.dict())", {"proxy"}),
    "class attribute": (
        "from multiprocessing import Pool\nclass A:\n    pool = Pool()\n    def f(self):\n        reveal(self.pool)",
        {"pool"},
    ),
    "nonlocal": (
        """
        from multiprocessing import Pool
        def f():
            p = None
            def g():
                nonlocal p
                p = Pool()
            g()
            reveal(p)
        """,
        {"pool"},
    ),
    "global": (
        "from multiprocessing import Pool\np = None\ndef f():\n    global p\n    p = Pool()\ndef g():\n    reveal(p)",
        {"pool"},
    ),
    "own class of the same name": ("class Pool:\n    pass\nreveal(Pool())", set()),
    "shadowing parameter": ("from multiprocessing import Pool\ndef f(Pool):\n    reveal(Pool())", set()),
    "shadowing local": (
        "from multiprocessing import Pool\ndef f():\n    Pool = list\n    reveal(Pool())",
        set(),
    ),
    "own class after the import": ("from multiprocessing import Pool\nclass Pool:\n    pass\nreveal(Pool())", set()),
    "a dict of pairs": (
        "from multiprocessing import Pool, Queue\nd = dict([('a', Pool()), ('b', Queue())])\nreveal(d['b'])",
        {"queue"},
    ),
    "the values of a dict of pairs": (
        """
        from multiprocessing import Pool, Queue
        def made():
            yield "pool", Pool()
            yield "queue", Queue()
        held = dict(made())
        for name, one in held.items():
            reveal(one)
        """,
        {"pool", "queue"},
    ),
    "an ordered dict of pairs": (
        "from collections import OrderedDict\nfrom multiprocessing import Queue\n"
        "def f(names):\n    reveal(OrderedDict((n, Queue()) for n in names).get(names[0]))",
        {"queue"},
    ),
    "one of several pairs that are not told apart": (
        "from multiprocessing import Pool, Queue\ndef f(names):\n    reveal(dict(zip(names, (Pool(), Queue())))['a'])",
        set(),
    ),
    "a place in a copy": (
        "from multiprocessing import Pool, Queue\nd = list((Pool(), Queue()))\nreveal(d[1])",
        {"queue"},
    ),
    "a place in a copy of what is passed": (
        """
        from multiprocessing import Pool, Queue
        class Held:
            def __init__(self, name, *held):
                self.held = tuple(held)
        reveal(Held("a", Pool(), Queue()).held[0])
        """,
        {"pool"},
    ),
    "a place in a copy of itself": (
        """
        from multiprocessing import Pool, Queue
        def f(times):
            held = [Pool(), Queue()]
            for _ in times:
                held = list(held)
            reveal(held[1])
        """,
        {"queue"},
    ),
    "a dict of its own pairs": (
        """
        from multiprocessing import Pool, Queue
        def f(times):
            held = {"a": Pool()}
            for _ in times:
                held = dict(held.items())
            reveal(held["a"])
        """,
        {"pool"},
    ),
    "a place after what is unpacked": (
        "from multiprocessing import Pool, Queue\na = (1, 2)\nd = [*a, Pool(), Queue()]\nreveal(d[2])",
        {"pool"},
    ),
    "a place before what is unpacked": (
        "from multiprocessing import Pool, Queue\ndef f(a):\n    d = [Pool(), *a]\n    reveal(d[0])",
        {"pool"},
    ),
    "bound again after the only call of the function": (
        """
        import multiprocessing as mp
        from multiprocessing.pool import ThreadPool
        make = mp.Pool
        def run():
            reveal(make())
        run()
        make = ThreadPool
        """,
        {"pool"},
    ),
    "bound again between the calls of the function": (
        """
        import multiprocessing as mp
        from multiprocessing.pool import ThreadPool
        make = mp.Pool
        def run():
            reveal(make())
        run()
        make = ThreadPool
        if __name__ == "__main__":
            print(run())
        """,
        {"pool", "thread-pool"},
    ),
    "bound again, and the function is called by others": (
        """
        import multiprocessing as mp
        from multiprocessing.pool import ThreadPool
        make = mp.Pool
        def run():
            reveal(make())
        def main():
            run()
        make = ThreadPool
        main()
        """,
        {"thread-pool"},
    ),
    "another function of the same name is called first": (
        """
        import multiprocessing as mp
        from multiprocessing.pool import ThreadPool
        def run(): ...
        make = mp.Pool
        run()
        make = ThreadPool
        def run():
            reveal(make())
        run()
        """,
        {"thread-pool"},
    ),
    "asyncio queue": ("import asyncio\nreveal(asyncio.Queue())", {"async-queue"}),
}


@pytest.mark.parametrize("name", RESOLVED)
def test_what_a_name_is(name: str) -> None:
    source, expected = RESOLVED[name]
    assert revealed(source) == [expected]


def test_an_annotation_that_names_itself_ends() -> None:
    source = "class File:\n    open: open\n    size: 'size'\n    def read(self):\n        reveal(self.open)\n"
    assert revealed(source) == [set()]
