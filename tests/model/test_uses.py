"""What becomes of the result of a call."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.model.uses import uses_of
from mpcheck.targets import usual_targets

USES = {
    "a statement": ("make()", {"dropped"}),
    "a name that nothing reads": ("x = make()", set()),
    "a method": ("x = make()\nx.get()", {"get"}),
    "at once": ("make().result()", {"result"}),
    "a binding that does not reach the read": ("x = make()\nx = 1\nprint(x)", set()),
    "appended and looped over": ("xs = []\nxs.append(make())\nfor x in xs:\n    x.wait()", {"wait"}),
    "appended to a list that nothing reads": ("xs = []\nxs.append(make())\nxs.append(1)", set()),
    "in a dict": ("d = {}\nd['a'] = make()\nfor x in d.values():\n    x.get()", {"get"}),
    "a comprehension over a comprehension": ("xs = [make() for _ in y]\nz = [x.get() for x in xs]", {"get"}),
    "numbered": ("xs = [make()]\nfor n, x in enumerate(xs):\n    print(n)\n    x.done()", {"done"}),
    "counted": ("xs = [make()]\nprint(len(xs))", set()),
    "popped": ("xs = [make()]\nxs.pop().get()", {"get"}),
    "indexed": ("xs = [make()]\nxs[0].get()", {"get"}),
    "iterated": ("for x in make():\n    pass", {"iterated"}),
    "an argument": ("f(make())", {"argument"}),
    "through a lazy wrapper": ("f(zip(a, make()))", {"argument"}),
    "as_completed": (
        "import concurrent.futures as cf\nfor x in cf.as_completed([make()]):\n    x.result()",
        {"result"},
    ),
    "waited for": ("import concurrent.futures as cf\nxs = [make()]\ncf.wait(xs)", {"waited"}),
    "kept on an object": ("self.x = make()", {"stored"}),
    "awaited": ("await make()", {"other"}),
    "walrus": ("if (x := make()):\n    pass", {"other"}),
    "read in a nested function": ("x = make()\ndef inner():\n    x.get()", {"get"}),
}


def hows(source: str) -> set[str]:
    module = Module("program.py", source, ast.parse(source), usual_targets())
    (call,) = [c for c in module.found.calls if isinstance(c.func, ast.Name) and c.func.id == "make"]
    return {use.how for use in uses_of(module, call)}


@pytest.mark.parametrize(("body", "expected"), USES.values(), ids=USES)
def test_uses_in_a_function(body: str, expected: set[str]) -> None:
    assert hows("async def f():\n" + textwrap.indent(body, "    ")) == expected


def test_a_returned_value_is_followed_to_the_callers() -> None:
    assert hows("def f():\n    return make()\ndef g():\n    x = f()\n    x.get()\n") == {"returned", "get"}


def test_names_of_a_module_may_be_read_by_others_unless_guarded() -> None:
    assert hows("x = make()\n") == {"stored"}
    assert hows("if __name__ == '__main__':\n    x = make()\n") == set()
