"""MP617 on programs in many styles: what tasks in subinterpreters start."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

_START = """
import multiprocessing as mp
import os
import threading
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor
"""
_RUN = "\nInterpreterPoolExecutor().submit(work)\n"
REPORTED = {
    "pool": "def work():\n    mp.Pool(2)  # MP617" + _RUN,
    "pool of a context": "def work():\n    mp.get_context('spawn').Pool(2)  # MP617" + _RUN,
    "pool of threads": "from multiprocessing.pool import ThreadPool\ndef work():\n    ThreadPool(2)  # MP617" + _RUN,
    "process": "def work():\n    p = mp.get_context('fork').Process()\n    p.start()  # MP617" + _RUN,
    "fork": "def work():\n    return os.fork()  # MP617" + _RUN,
    "daemon": "def work():\n    threading.Thread(target=print, daemon=True).start()  # MP617" + _RUN,
    "helper": "def help():\n    mp.Pool(2)  # MP617\ndef work():\n    help()" + _RUN,
    "initializer": "def work():\n    mp.Pool(2)  # MP617\nInterpreterPoolExecutor(2, initializer=work)",
    "map": "def work(n):\n    return mp.Pool(n)  # MP617\nwith InterpreterPoolExecutor() as e:\n    e.map(work, [1])",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP617", _START + source)
    assert min(target.python for target in finding.breaks_when) == (3, 14)


SILENT = {
    "thread": "def work():\n    threading.Thread(target=print).start()" + _RUN,
    "spawned": "def work():\n    p = mp.get_context('spawn').Process()\n    p.start()" + _RUN,
    "in a thread": "def work():\n    mp.Pool(2)\nThreadPoolExecutor().submit(work)",
    "in a process": "def work():\n    os.fork()\nProcessPoolExecutor().submit(work)",
    "outside": "def work():\n    pass" + _RUN + "mp.Pool(2)",
    "caught": "def work():\n    try:\n        mp.Pool(2)\n    except RuntimeError:\n        pass" + _RUN,
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP617", _START + source) == []
