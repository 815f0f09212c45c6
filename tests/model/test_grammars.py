"""The grammar of every Python of this machine that mpcheck runs on, as that Python parses it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import packaging
import pathspec
import pytest
from packaging.version import Version

import mpcheck
from verification.interpreters import Interpreter, find

#: Since which Python a statement is understood.  What follows it in a program has to be understood as well.
STATEMENTS = {
    "3.10": "match [1]:\n    case [int(one), *_] | {'key': one}:\n        pass\n",
    "3.11": "try:\n    pass\nexcept* OSError as errors:\n    pass\n",
    "3.12": "type Pairs[*T, **P] = list[int]\ndef first[T: int](items: list[T]) -> T: return items[0]\nclass Box[T]: pass\n",
    "3.13": "class Holder[T = int]: pass\n",
    "3.14": "text = t'{1!r:>{2}}'\n",
    "3.15": (
        "lazy import json\nlazy from os import path\n"
        "flat = [*pair for pair in [(1, 2)]]\nsome = {*pair for pair in flat}\neach = (*pair for pair in flat)\n"
        "merged = {**one for one in [{1: 2}]}\nlist(map(print, merged, merged.values(), each))\n"
    ),
}
SUBMITTED = "from multiprocessing import Pool\nif __name__ == '__main__':\n    Pool().map(lambda x: x, [1])\n"
#: What is unpacked in a comprehension crosses to the workers.
UNPACKED = """\
import multiprocessing as mp
if __name__ == '__main__':
    tasks = {**one for one in [{'a': lambda: 1}]}
    mp.Process(target=print, args=(tasks['a'],)).start()
    mp.Process(target=print, args=([*some for some in [[lambda: 1]]],)).start()
"""
PYTHONS = [one for one in find() if one.platform != "wasm" and not one.is_wine and one.version >= Version("3.10")]


def findings(python: Interpreter, program: str) -> list[str]:
    folders = [Path(one.__file__ or "").parents[1] for one in (mpcheck, packaging, pathspec)]
    done = subprocess.run(
        [python.command, "-m", "mpcheck", "scan", "--isolated", "-q", "--output-format", "concise", "-"],
        input=program,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))},
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return [" ".join(line.split()[0:2]) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("python", PYTHONS, ids=lambda one: one.name)
def test_all_that_a_python_parses_is_understood(python: Interpreter) -> None:
    program = "".join(text for since, text in STATEMENTS.items() if python.version >= Version(since)) + SUBMITTED
    lines = program.count("\n")
    assert findings(python, program) == [f"<stdin>:{lines}:16: MP201"]


@pytest.mark.parametrize("python", [one for one in PYTHONS if one.version >= Version("3.15")], ids=lambda one: one.name)
def test_what_a_comprehension_unpacks_crosses(python: Interpreter) -> None:
    assert [line.split(":")[1] for line in findings(python, UNPACKED)] == ["4", "5"]
