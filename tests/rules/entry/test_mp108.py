"""MP108: what counts as an imported module, as its own function, and as waiting."""

from __future__ import annotations

import pytest

from snippets import Check

HEAD = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
from . import settings

def square(x):
    return x * x
"""

REPORTED = {
    "result": "executor = ProcessPoolExecutor()\nanswer = executor.submit(square, 3).result()  # MP108\n",
    "left by with": "with ProcessPoolExecutor() as executor:\n    executor.submit(square, 3)  # MP108\n",
    "a pool": "pool = Pool(2)\nanswer = pool.apply_async(square, (3,)).get()  # MP108\n",
    "in a class body": "class Table:\n    with Pool(2) as pool:\n        squares = pool.map(square, [1])  # MP108\n",
    "a lambda's call": "run = lambda: Pool(2).map(square, [1])\nSQUARES = run()  # MP108\n",
}
SILENT = {
    "nobody waits": "executor = ProcessPoolExecutor()\nfuture = executor.submit(square, 3)\n",
    "a function of another module": "with Pool(2) as pool:\n    pool.map(abs, [1])\n",
    "not while importing": "def run():\n    with Pool(2) as pool:\n        return pool.map(square, [1])\n",
    "a process is sent by the thread that starts it": (
        "import multiprocessing\nchild = multiprocessing.Process(target=square, args=(2,))\nchild.start()\nchild.join()\n"
    ),
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    check("MP108", HEAD + source)


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP108", HEAD + source)


def test_a_script_may_do_it_under_fork(check: Check) -> None:
    text = (HEAD + REPORTED["result"]).replace("from . import settings", "").replace("  # MP108", "")
    check("MP108", text)
