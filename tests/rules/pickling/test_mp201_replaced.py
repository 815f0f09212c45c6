"""MP201 where tests replace what would start the processes."""

from __future__ import annotations

import pytest

from snippets import Check

HEAD = """
import concurrent.futures as futures
import functools
from unittest import mock

import pytest


def run(task):
    with futures.ProcessPoolExecutor(1) as executor:
        return executor.submit(task).result()


class Threads(futures.ThreadPoolExecutor):
    pass


class Counted(futures.ProcessPoolExecutor):
    pass


"""

SILENT = {
    "by monkeypatch": (
        "def test(monkeypatch):\n    monkeypatch.setattr(futures, 'ProcessPoolExecutor', Threads)\n    run(lambda: 1)\n"
    ),
    "by a mock": "def test():\n    with mock.patch('concurrent.futures.ProcessPoolExecutor'):\n        run(lambda: 1)\n",
    "by a decorator": (
        "@mock.patch.object(futures, 'ProcessPoolExecutor', Threads)\ndef test():\n    run(lambda: 1)\n"
    ),
    "its method": (
        "def test(monkeypatch):\n    monkeypatch.setattr(futures.ProcessPoolExecutor, 'submit', print)\n    run(lambda: 1)\n"
    ),
    "by a fixture": (
        "@pytest.fixture\ndef threads(monkeypatch):\n    monkeypatch.setattr(futures, 'ProcessPoolExecutor', Threads)\n\n"
        "def test(threads):\n    run(lambda: 1)\n"
    ),
    "by a helper": (
        "def use_threads(monkeypatch):\n    monkeypatch.setattr(futures, 'ProcessPoolExecutor', Threads)\n\n"
        "def test(monkeypatch):\n    use_threads(monkeypatch)\n    run(lambda: 1)\n"
    ),
}

REPORTED = {
    "later": (
        "def test(monkeypatch):\n    run(lambda: 1)  # MP201\n"
        "    monkeypatch.setattr(futures, 'ProcessPoolExecutor', Threads)\n"
    ),
    "something else": (
        "def test(monkeypatch):\n    monkeypatch.setattr(futures, 'wait', print)\n    run(lambda: 1)  # MP201\n"
    ),
    "by what is derived from it": (
        "def test(monkeypatch):\n    monkeypatch.setattr(futures, 'ProcessPoolExecutor', Counted)\n    run(lambda: 1)  # MP201\n"
    ),
    "by what calls it": (
        "def test():\n    fewer = functools.partial(futures.ProcessPoolExecutor, 2)\n"
        "    with mock.patch('concurrent.futures.ProcessPoolExecutor', fewer):\n        run(lambda: 1)  # MP201\n"
        "def test_another(monkeypatch):\n    real = futures.ProcessPoolExecutor\n"
        "    monkeypatch.setattr(futures, 'ProcessPoolExecutor', lambda *given: real(2))\n    run(lambda: 1)  # MP201\n"
    ),
    "in another test": (
        "def test(monkeypatch):\n    monkeypatch.setattr(futures, 'ProcessPoolExecutor', Threads)\n    run(len)\n\n"
        "def test_another():\n    run(lambda: 1)  # MP201\n"
    ),
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_no_process_starts_where_the_executor_is_replaced(check: Check, source: str) -> None:
    check("MP201", HEAD + source)


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_processes_start_all_the_same(check: Check, source: str) -> None:
    check("MP201", HEAD + source)


STORED = """
import multiprocessing
import multiprocessing.dummy
from concurrent.futures import ThreadPoolExecutor

def run(numbers):
    multiprocessing.Pool = {}
    with multiprocessing.Pool(2) as pool:
        return pool.map(lambda x: x, numbers)
"""


@pytest.mark.parametrize("stored", ["ThreadPoolExecutor", "multiprocessing.dummy.Pool"])
def test_threads_that_are_stored_in_a_module_in_the_place_of_a_pool(check: Check, stored: str) -> None:
    assert check("MP201", STORED.format(stored)) == []


def test_a_class_of_processes_that_is_stored_in_a_module(check: Check) -> None:
    check(
        "MP202",
        """
        import multiprocessing

        class Logged(multiprocessing.Process):
            pass

        def start():
            multiprocessing.Process = Logged
            multiprocessing.Process(target=lambda: 1).start()  # MP202
        """,
    )
