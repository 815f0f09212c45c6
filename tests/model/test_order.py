"""Which of two calls comes first, through the functions that make them."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.model.order import Body, frames, innermost
from mpcheck.targets import usual_targets

ORDERS = {
    "one after the other": ("def f():\n    a()\n    b()", True, False),
    "in one statement": ("def f():\n    g(a(), b())", True, False),
    "in a loop": ("def f():\n    for _ in x:\n        a()\n        b()", True, True),
    "in a loop that its body ends": (
        "def f(self):\n    while not self.done:\n        a()\n        b()\n        self.done = True\n        c()",
        True,
        False,
    ),
    "in a loop that its body may end": (
        "def f(x):\n    while x:\n        a()\n        b()\n        x = False\n        if y:\n            x = y",
        True,
        True,
    ),
    "in branches": ("def f(x):\n    if x:\n        a()\n    else:\n        b()", False, False),
    "after a return": ("def f(x):\n    if x:\n        a()\n        return\n    b()", False, False),
    "in helpers": ("def f():\n    g()\n    h()\ndef g():\n    a()\ndef h():\n    b()", True, False),
    "in a helper, and after it": ("def f():\n    g()\n    b()\ndef g():\n    a()", True, False),
    "in one helper that is called twice": ("def f():\n    g()\n    g()\ndef g():\n    a()\n    b()", True, False),
    "in methods": (
        "class C:\n def f(self):\n  self.h()\n  self.g()\n def g(self):\n  b()\n def h(self):\n  a()",
        True,
        False,
    ),
    "in functions that nothing ties": ("def f():\n    a()\ndef g():\n    b()", None, None),
}


@pytest.mark.parametrize(("source", "forwards", "backwards"), ORDERS.values(), ids=ORDERS)
def test_order(source: str, *, forwards: bool | None, backwards: bool | None) -> None:
    module = Module("program.py", source, ast.parse(source), usual_targets())
    calls = {ast.unparse(call.func): call for call in module.found.calls}
    first, second = frames(module, (calls["a"],)), frames(module, (calls["b"],))
    shared, body = innermost(first, second)
    assert shared == (forwards is not None)
    if shared:
        order = Body(module, next(iter(first[body])))
        assert order.any_leads(first[body], second[body]) == forwards
        assert order.any_leads(second[body], first[body]) == backwards


def test_ways_around_a_call() -> None:
    source = textwrap.dedent(
        """
        def f(x):
            a()
            if x:
                c()
            b()
        """
    )
    module = Module("program.py", source, ast.parse(source), usual_targets())
    calls = {ast.unparse(call.func): call for call in module.found.calls}
    order = Body(module, calls["a"])
    assert order.leads(calls["a"], calls["b"], [calls["c"]])
    assert not order.leads(calls["c"], calls["a"])
    assert order.starts_with(calls["a"], [calls["b"]])
    assert not order.starts_with(calls["b"], [calls["a"]])
    assert order.always_leads(calls["a"], calls["b"])
    assert not order.always_leads(calls["a"], calls["c"])


@pytest.mark.parametrize("leaving", ["continue", "break", "return", "raise OSError"])
def test_no_way_leads_around_a_finally(leaving: str) -> None:
    source = textwrap.dedent(
        f"""
        def f(xs):
            for x in xs:
                a()
                try:
                    for y in x:
                        if y:
                            continue
                    {leaving}
                finally:
                    c()
            b()
        """
    )
    module = Module("program.py", source, ast.parse(source), usual_targets())
    calls = {ast.unparse(call.func): call for call in module.found.calls}
    order = Body(module, calls["a"])
    assert order.leads(calls["a"], calls["c"])
    assert not order.leads(calls["a"], calls["a"], [calls["c"]])
    assert not order.leads(calls["a"], calls["b"], [calls["c"]])
    assert order.leads(calls["c"], calls["b"]) == (leaving in ("continue", "break"))
    assert order.leads(calls["c"], calls["a"]) == (leaving == "continue")
