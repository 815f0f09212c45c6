"""The calls that a task makes, with the worker's parameters bound to what the parent sends."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.model.worker import made_by_call, made_by_task
from mpcheck.targets import usual_targets

KINDS = {
    "positional": "def work(n, q):\n    q.put(n)\nmp.Process(target=work, args=(1, mp.Queue()))",
    "by name": "def work(*, q):\n    q.put(1)\nmp.Process(target=work, kwargs={'q': mp.Queue()})",
    "both by a name": "def work(n, q):\n    q.put(n)\ngiven = (1, mp.Queue())\nmp.Process(target=work, args=given)",
    "handed on": "def work(q):\n    send(q)\ndef send(out):\n    out.put(1)\nmp.Process(target=work, args=[mp.Queue()])",
    "partial": "def work(q, n):\n    q.put(n)\nmp.Process(target=functools.partial(work, mp.Queue()), args=(1,))",
    "closure": "def f():\n    q = mp.Queue()\n    def work():\n        q.put(1)\n    mp.Process(target=work)",
    "method": (
        "class C:\n    def __init__(self):\n        self.q = mp.Queue()\n    def work(self):\n        self.q.put(1)\n"
        "    def go(self):\n        mp.Process(target=self.work)"
    ),
    "subclass": (
        "class P(mp.Process):\n    def __init__(self, q):\n        super().__init__()\n        self.q = q\n"
        "    def run(self):\n        self.q.put(1)\nP(mp.Queue())"
    ),
    "submitted": "def work(n, q):\n    q.put(n)\nconcurrent.futures.ProcessPoolExecutor().submit(work, 1, q=mp.Queue())",
    "run in an executor": (
        "def work(n, q):\n    q.put(n)\nloop = asyncio.get_running_loop()\n"
        "loop.run_in_executor(concurrent.futures.ProcessPoolExecutor(), work, 1, mp.Queue())"
    ),
    "initializer": "def work(q):\n    q.put(1)\nmp.Pool(initializer=work, initargs=(mp.Queue(),))",
}


@pytest.mark.parametrize("source", KINDS.values(), ids=KINDS)
def test_what_a_worker_puts_into(source: str) -> None:
    text = "import asyncio\nimport concurrent.futures\nimport functools\nimport multiprocessing as mp\n" + source
    module = Module("program.py", text, ast.parse(text), usual_targets())
    kinds = set()
    for task in module.tasks:
        for made in made_by_task(module, task):
            if isinstance(made.call.func, ast.Attribute) and made.call.func.attr == "put":
                kinds |= module.kinds(made.call.func.value, made.context)
    assert kinds == {"queue"}


def test_sites_lead_from_the_call_to_what_it_makes() -> None:
    text = textwrap.dedent(
        """
        def outer():
            inner()

        def inner():
            print()
            outer()

        outer()
        """
    )
    module = Module("program.py", text, ast.parse(text), usual_targets())
    call = module.found.calls[-1]
    made = {tuple(site.lineno for site in one.sites) for one in made_by_call(module, call)}
    assert made == {(3,), (3, 6), (3, 7)}


def test_handlers_that_raise_again_stop_nothing() -> None:
    text = textwrap.dedent(
        """
        import contextlib
        try:
            try:
                with contextlib.suppress(KeyError, os.error):
                    here()
            except SystemExit:
                raise
            except (ValueError, a.TypeError):
                pass
        except:
            raise RuntimeError
        """
    )
    module = Module("program.py", text, ast.parse(text), usual_targets())
    (here,) = [call for call in module.found.calls if ast.unparse(call.func) == "here"]
    assert module.exceptions_caught(here) == {"KeyError", "error", "ValueError", "TypeError", ""}


PASSED_IN = {
    "a context": "def f(ctx):\n    with ctx.Pool() as p:\n        p.map(abs, [])\nf(mp.get_context('spawn'))",
    "a factory": "def f(make):\n    p = make(2)\n    p.map(abs, [])\nf(mp.Pool)",
    "a context, two calls away": (
        "def f(ctx):\n    g(ctx.Pool())\ndef g(p):\n    p.map(abs, [])\ndef main():\n    f(mp)\nmain()"
    ),
}


@pytest.mark.parametrize("source", PASSED_IN.values(), ids=PASSED_IN)
def test_what_a_parameter_makes_is_known_for_each_caller(source: str) -> None:
    text = "import multiprocessing as mp\n" + source
    module = Module("program.py", text, ast.parse(text), usual_targets())
    assert [event.kind for event in module.events(methods="map")] == ["pool"]
