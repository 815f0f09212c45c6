"""What a value can be used as."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.model.nature import Nature, nature
from mpcheck.targets import usual_targets

CASES = {
    "1": Nature.NUMBER,
    "-1.5": Nature.NUMBER,
    "True": Nature.NUMBER,
    "'a'": Nature.TEXT,
    "f'{x}'": Nature.TEXT,
    "'%s' % x": Nature.TEXT,
    "'a' + x": Nature.TEXT,
    "str(x)": Nature.TEXT,
    "b'a'": Nature.BYTES,
    "None": Nature.NONE,
    "print(1)": Nature.NONE,
    "[1]": Nature.SEQUENCE,
    "(1,) + x": Nature.SEQUENCE,
    "[0] * x": Nature.SEQUENCE,
    "range(3)": Nature.SEQUENCE,
    "{1}": Nature.SET,
    "{1: 2}": Nature.DICT,
    "x * 2": Nature.COMPUTED,
    "x == 2": Nature.COMPUTED,
    "lambda: 1": Nature.CALLABLE,
    "len": Nature.CALLABLE,
    "x.method": Nature.UNKNOWN,
    "x": Nature.UNKNOWN,
    "unknown(1)": Nature.UNKNOWN,
    "multiprocessing.Queue()": Nature.OBJECT,
    "multiprocessing.Array('i', 3)": Nature.ITERABLE,
    "multiprocessing.Manager().list()": Nature.ITERABLE,
    "Plain()": Nature.OBJECT,
    "Called()": Nature.CALLABLE,
    "Iterated()": Nature.ITERABLE,
    "Called": Nature.CALLABLE,
    "Foreign()": Nature.UNKNOWN,
    "Worker()": Nature.OBJECT,
    "Plain().method": Nature.CALLABLE,
    "[i for i in range(3)][0]": Nature.NUMBER,
    "glob.glob('*')": Nature.SEQUENCE,
    "sorted(glob.glob('*'))[0]": Nature.TEXT,
    "[p for p in glob.iglob('*')][0]": Nature.TEXT,
    "list(os.listdir('.'))[0]": Nature.TEXT,
    "os.path.splitext('a.b')[0]": Nature.TEXT,
    "sys.argv[1]": Nature.TEXT,
    "os.environ['HOME']": Nature.TEXT,
    "os.environ.get('HOME')": Nature.UNKNOWN,
    "'a b'.split()": Nature.SEQUENCE,
    "'a b'.split()[0]": Nature.TEXT,
    "input().strip().split(',')[0].upper()": Nature.TEXT,
    "'{}'.format(x)": Nature.TEXT,
    "'a'.encode()": Nature.BYTES,
    "'a'.find('b')": Nature.NUMBER,
    "x.split()[0]": Nature.UNKNOWN,
    "[line for line in open('f')][0]": Nature.TEXT,
    "open('f').readlines()[0].strip()": Nature.TEXT,
    "open('f', mode='rt').read().splitlines()[0]": Nature.TEXT,
    "open('f', 'rb').readlines()[0]": Nature.UNKNOWN,
    "open('f', x).read()": Nature.UNKNOWN,
    "open(*x).read()": Nature.UNKNOWN,
    "[key for key in {'a': 1}][0]": Nature.TEXT,
    "[i for i, x in enumerate(y)][0]": Nature.NUMBER,
}
PROGRAM = """
    import glob
    import multiprocessing
    import os
    import sys
    from elsewhere import Base, unknown, x, y

    class Plain:
        def method(self): ...

    class Called:
        def __call__(self): ...

    class Iterated:
        def __iter__(self): ...

    class Foreign(Base): ...

    class Worker(multiprocessing.Process): ...

    reveal({})
    """


@pytest.mark.parametrize("expression", CASES)
def test_nature(expression: str) -> None:
    text = textwrap.dedent(PROGRAM).replace("{}", expression)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    call = next(c for c in module.found.calls if ast.unparse(c.func) == "reveal")
    assert {nature(module.ev, one) for one in module.values(call.args[0])} == {CASES[expression]}


def test_what_may_be_called_or_taken_apart() -> None:
    assert [Nature.CALLABLE.is_callable, Nature.NONE.is_callable, Nature.UNKNOWN.is_callable] == [True, False, None]
    assert [Nature.TEXT.is_iterable, Nature.OBJECT.is_iterable, Nature.COMPUTED.is_iterable] == [True, False, None]
