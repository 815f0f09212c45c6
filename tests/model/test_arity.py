"""With which arguments a callable may be called."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.arity import named, signature, unpacked
from mpcheck.model.module import Module
from mpcheck.targets import usual_targets


def fits(source: str) -> str | None:
    """Whether ``call(f, ...)``, the last call of a program, passes ``f`` what it takes; None where that is not sure."""
    text = textwrap.dedent(source)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    call = next(c for c in reversed(module.found.calls) if isinstance(c.func, ast.Name) and c.func.id == "call")
    values = list(module.values(call.args[0]))
    found = signature(module.ev, values[0]) if len(values) == 1 else None
    if found is None:
        return None
    return found.misfit(len(call.args) - 1, frozenset(k.arg for k in call.keywords if k.arg))


FITTING = {
    "plain": "def f(a, b): ...\ncall(f, 1, 2)",
    "defaults": "def f(a, b=1, *, c=2): ...\ncall(f, 1)\n",
    "keywords": "def f(a, b, *, c): ...\ncall(f, 1, b=2, c=3)",
    "star": "def f(a, *rest, **options): ...\ncall(f, 1, 2, 3, d=4)",
    "bound method": "class A:\n    def f(self, a): ...\ncall(A().f, 1)",
    "unbound method": "class A:\n    def f(self, a): ...\ncall(A.f, 1, 2)",
    "static and class method": """
        class A:
            @staticmethod
            def f(a): ...
            @classmethod
            def g(cls, a): ...
        call(A().g, 1)
        call(A.f, 1)
        """,
    "partial": "from functools import partial\ndef f(a, b, c): ...\ncall(partial(f, 1, c=2), 3)",
    "partial of a partial": "import functools as t\ndef f(a, b, c): ...\ncall(t.partial(t.partial(f, 1), 2), 3)",
    "a partial's keyword may be given again": "from functools import partial\ndef f(a, b): ...\ncall(partial(f, b=1), 1, b=2)",
    "class": "class A:\n    def __init__(self, a): ...\ncall(A, 1)",
    "inherited constructor": "class A:\n    def __init__(self, a): ...\nclass B(A): ...\ncall(B, 1)",
    "instance": "class A:\n    def __call__(self, a): ...\ncall(A(), 1)",
    "lambda": "call(lambda a, b: a, 1, 2)",
    "builtin": "call(len, [])",
    "kept by its decorator": "import functools\n@functools.lru_cache(maxsize=None)\ndef f(a): ...\ncall(f, 1)",
    "replaced by its decorator": """
        def one_more(f):
            def inner(a, b):
                return f(a)
            return inner
        @one_more
        def f(a): ...
        call(f, 1, 2)
        """,
    "registered by its decorator": "def register(f):\n    return f\n@register\ndef f(a): ...\ncall(f, 1)",
    "a function as a class attribute is a method": "def f(self, a): ...\nclass A:\n    g = f\ncall(A().g, 1)",
}

MISFITS = {
    "too few": ("def f(a, b): ...\ncall(f, 1)", "`f` needs 2 arguments (a, b) but is called with 1"),
    "misspelt": ("def f(a): ...\ncall(f, args=1)", "`f` has no parameter `args`"),
    "misspelt, and too many": ("def f(a): ...\ncall(f, 1, 2, b=1)", "`f` has no parameter `b`"),
    "none": ("def f(a): ...\ncall(f)", "`f` needs 1 argument (a) but is called with none"),
    "too many": ("def f(a): ...\ncall(f, 1, 2)", "`f` takes 1 argument but is called with 2"),
    "more than the defaults": (
        "def f(a, b=1): ...\ncall(f, 1, 2, 3)",
        "`f` takes at most 2 arguments but is called with 3",
    ),
    "no parameters": ("def f(): ...\ncall(f, 1)", "`f` takes no arguments but is called with 1"),
    "unknown keyword": ("def f(a): ...\ncall(f, 1, args=2)", "`f` has no parameter `args`"),
    "keyword only": ("def f(a, *, b): ...\ncall(f, 1)", "`f` needs the keyword argument `b`"),
    "twice": ("def f(a, b=1): ...\ncall(f, 1, a=2)", "`f` is called with two values for `a`"),
    "positional only": ("def f(a, /): ...\ncall(f, a=1)", "`f` has no parameter `a`"),
    "partial": (
        "from functools import partial\ndef f(a, b): ...\ncall(partial(f, 1), 2, 3)",
        "`f` takes 1 argument but is called with 2",
    ),
    "a partial's keyword in the way": (
        "from functools import partial\ndef f(a, b): ...\ncall(partial(f, a=1), 2)",
        "`f` is called with two values for `a`",
    ),
    "bound method": (
        "class A:\n    def f(self, a): ...\ncall(A().f, 1, 2)",
        "`f` takes 1 argument but is called with 2",
    ),
    "method without self": ("class A:\n    def f(): ...\ncall(A().f)", "`f` takes no arguments but is called with 1"),
    "a partial that cannot be called": (
        "from functools import partial\ndef f(a): ...\ncall(partial(f, 1, 2))",
        "`f` takes no arguments but is called with 1",
    ),
    "class without a constructor": ("class A: ...\ncall(A, 1)", "`A` takes no arguments but is called with 1"),
    "builtin": ("call(pow, 2)", "`pow` needs 2 arguments (base, exp) but is called with 1"),
}

NOT_SURE = {
    "decorator from elsewhere": "from elsewhere import retry\n@retry\ndef f(a): ...\ncall(f)",
    "class with a base from elsewhere": "from elsewhere import Model\nclass A(Model): ...\ncall(A, 1)",
    "data class": "from dataclasses import dataclass\n@dataclass\nclass A:\n    a: int\ncall(A, 1)",
    "hidden in a partial": "from functools import partial\ndef f(a, b): ...\nx = [1]\ncall(partial(f, *x), 1)",
    "placeholder": "from functools import partial, Placeholder as _\ndef f(a, b): ...\ncall(partial(f, _, 1), 1)",
    "from elsewhere": "from elsewhere import f\ncall(f)",
    "made by __new__": "class A:\n    def __new__(cls, a): ...\ncall(A)",
    "several": "def f(a): ...\ndef g(): ...\nh = f if x else g\ncall(h)",
}


@pytest.mark.parametrize("name", FITTING)
def test_what_fits(name: str) -> None:
    assert fits(FITTING[name]) == ""


@pytest.mark.parametrize("name", MISFITS)
def test_what_does_not_fit(name: str) -> None:
    source, why = MISFITS[name]
    assert fits(source) == why


@pytest.mark.parametrize("name", NOT_SURE)
def test_what_is_not_sure(name: str) -> None:
    assert fits(NOT_SURE[name]) is None


UNPACKED = {
    "(1, 2)": 2,
    "[1]": 1,
    "()": 0,
    "(1, *x)": None,
    "(1,) + x": None,
    "[0] * 3": None,
    "grown": None,
    "list(zip([1], [2]))[0]": 2,
    "list(zip(*x))[0]": None,
    "list(itertools.product([1], [2], [3]))[0]": 3,
    "list(itertools.product([1], repeat=2))[0]": None,
    "list(itertools.combinations([1, 2], 2))[0]": 2,
    "next(itertools.permutations([1, 2, 3], r))": None,
    "list(itertools.permutations([1, 2, 3]))[0]": None,
    "list(itertools.pairwise([1, 2, 3]))[0]": 2,
    "x": None,
    "'ab'": None,
}
NAMED = {
    "{'a': 1, 'b': 2}": frozenset("ab"),
    "dict(a=1)": frozenset("a"),
    "{}": frozenset(),
    "{**x}": None,
    "{x: 1}": None,
    "dict(x)": None,
    "dict(**x)": None,
    "filled": None,
    "x": None,
}
BEFORE = """
import itertools
from elsewhere import x
grown = []
grown.append(1)
filled = {}
filled["a"] = 1
"""


@pytest.mark.parametrize("expression", [*UNPACKED, *NAMED])
def test_what_unpacking_gives(expression: str) -> None:
    text = f"{BEFORE}call({expression})"
    module = Module("program.py", text, ast.parse(text), usual_targets())
    (value,) = module.values(_revealed(module))
    if expression in UNPACKED:
        assert unpacked(module.ev, value) == UNPACKED[expression]
    if expression in NAMED:
        assert named(module.ev, value) == NAMED[expression]


def _revealed(module: Module) -> ast.expr:
    (call,) = [c for c in module.found.calls if isinstance(c.func, ast.Name) and c.func.id == "call"]
    return call.args[0]
