from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
    "a keyword of a subclass and of a function that makes executors": """
        from concurrent.futures.process import ProcessPoolExecutor as Executor

        def make(limit):
            return Executor(4, max_tasks_per_child=limit)  # MP408

        make(10)
        """,
    "a module that something else has imported": """
        from tools import *

        def main(items):
            with concurrent.futures.ProcessPoolExecutor(10, max_tasks_per_child=10) as executor:  # MP408
                return list(executor.map(work, items))
        """,
    "on self": """
        import concurrent.futures

        class Runner:
            LIMIT = 100

            def __enter__(self):
                self.executor = concurrent.futures.ProcessPoolExecutor(max_tasks_per_child=self.LIMIT)  # MP408
        """,
}

RIGHT = {
    "a name of its own": """
        from settings import *

        class concurrent:
            futures = load()

        concurrent.futures.ProcessPoolExecutor(max_tasks_per_child=4)
        """,
    "a module of the standard library brings none": """
        from time import *

        concurrent.futures.ProcessPoolExecutor(max_tasks_per_child=4)
        """,
    "no limit": """
        import concurrent.futures

        LIMIT = None

        concurrent.futures.ProcessPoolExecutor(max_tasks_per_child=None)
        concurrent.futures.ProcessPoolExecutor(max_tasks_per_child=LIMIT)
        """,
    "a pool, and executors of others": """
        import multiprocessing
        from loky import ProcessPoolExecutor

        multiprocessing.Pool(maxtasksperchild=4)
        ProcessPoolExecutor(max_tasks_per_child=4)
        """,
    "where it is mended": """
        import sys
        from concurrent.futures import ProcessPoolExecutor

        if sys.version_info >= (3, 15):
            ProcessPoolExecutor(max_tasks_per_child=4)
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP408", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP408", RIGHT[name]) == []


def test_the_releases_that_are_mended_are_named(check: Check) -> None:
    found = check(
        "MP408",
        """
        import sys
        from concurrent.futures import ProcessPoolExecutor

        if sys.version_info >= (3, 14):
            ProcessPoolExecutor(max_tasks_per_child=4)  # MP408
        elif sys.version_info >= (3, 13):
            ProcessPoolExecutor(max_tasks_per_child=4)  # MP408
        elif sys.version_info >= (3, 12):
            ProcessPoolExecutor(max_tasks_per_child=4)  # MP408
        """,
    )
    told = [finding.message for finding in sorted(found, key=lambda finding: finding.location.line)]
    assert ["under Python 3.14 (mended in 3.14.7) as" in told[0], "under Python 3.13 (mended in 3.13.15) as" in told[1]]
    assert "under Python 3.12 as" in told[2]
