"""Methods that are called by the name of their class."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.rules.lifecycle.joining import has_timeout
from mpcheck.targets import usual_targets

CALLS = {
    "map": ("list(map(Process.start, ps)); [*map(Process.join, ps)]", [("start", False), ("join", False)]),
    "through a module and a context": (
        "any(map(mp.Process.start, ps)); list(map(context.Process.join, qs))",
        [("start", False), ("join", False)],
    ),
    "a subclass": (
        "for _ in map(Worker.start, ws): pass\nlist(map(Process.join, ws))",
        [("start", False), ("join", False)],
    ),
    "an argument of the method": (
        "Process.join(ps[0], 3); list(map(Process.join, ps, [1, 2]))",
        [("join", True), ("join", True)],
    ),
    "no process": ("list(map(Process.start, names)); Process.join(); map(str.join, ps)", []),
    "handed over by a caller": (
        "def each(items): list(map(Process.join, items))\neach(ps)",
        [("join", False)],
    ),
}


@pytest.mark.parametrize(("source", "expected"), CALLS.values(), ids=CALLS)
def test_methods_called_by_the_name_of_their_class(source: str, expected: list[tuple[str, bool]]) -> None:
    head = textwrap.dedent(
        """
        import multiprocessing as mp
        from multiprocessing import Process
        class Worker(Process): pass
        context = mp.get_context("spawn")
        ps = [Process(target=print) for _ in range(2)]
        qs = [context.Process(target=print)]
        ws = [Worker() for _ in range(2)]
        names = ["a"]
        """
    )
    module = Module("program.py", head + source, ast.parse(head + source), usual_targets())
    events = [event for event in module.events("process") if event.method]
    assert [(event.method, has_timeout(event)) for event in events] == expected
