"""MP418: callbacks that look for what the literals in the results of a task lead to."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from snippets import Check, check_files

PROGRAM = """
from collections import Counter
from functools import partial
from multiprocessing import Pool

NAMES = {"done": "D", "failed": "F"}

def work(n):
    if n > 3:
        return n, "skipped"
    return n, "done"

def answer(n):
    status = 200 if n > 1 else 302
    return {"n": n, "status": status}
"""
START = """
def main(jobs):
    with Pool() as pool:
        for n in jobs:
            pool.apply_async(TASK, (n,), callback=CALLBACK)
        pool.close()
        pool.join()
"""
MISSING = {
    "a count": """
        COUNTS = {"done": 0, "failed": 0}

        def note(result):
            n, status = result
            COUNTS[status] += 1  # MP418
        """,
    "in a helper": """
        def name(status):
            return NAMES[status]  # MP418

        def note(result):
            print(name(result[1]))
        """,
    "the only results": """
        def note(result):
            print(NAMES[result[1] + "!"])  # MP418
        """,
}
COMPUTED = """
class Tally:
    FAMILIES = {2: "delivered", 4: "refused"}

    def __init__(self):
        self.counts = Counter()

    def note(self, kind, result):
        self.counts[kind, self.FAMILIES[result["status"] // 100]] += 1  # MP418
"""
THERE = {
    "each key": 'def note(result):\n    print({"done": 1, "skipped": 2}[result[1]])',
    "a test": "def note(result):\n    if result[1] in NAMES:\n        print(NAMES[result[1]])",
    "a return": 'def note(result):\n    if result[1] == "skipped":\n        return\n    print(NAMES[result[1]])',
    "a handler": "def note(result):\n    try:\n        print(NAMES[result[1]])\n    except LookupError:\n        pass",
    "a decorator": "from errors import logged\n@logged\ndef note(result):\n    print(NAMES[result[1]])",
    "a decorator on the way": (
        "from errors import logged\n@logged\ndef note(result):\n    show(result[1])\ndef show(status):\n    print(NAMES[status])"
    ),
    "a default": "def note(result):\n    print(NAMES.get(result[1]))",
    "a key more": 'NAMES["skipped"] = "S"\ndef note(result):\n    print(NAMES[result[1]])',
    "a dict more": 'ALL = {**NAMES, "skipped": "S"}\ndef note(result):\n    print(ALL[result[1]])',
    "a dict that makes keys": "COUNTS = Counter(NAMES)\ndef note(result):\n    COUNTS[result[1]] += 1",
    "a store": "def note(result):\n    NAMES[result[1]] = 1",
    "another value": (
        'def note(result):\n    n, status = result\n    if status == "skipped":\n        status = "done"\n    print(NAMES[status])'
    ),
    "what it is called with": "def note(result):\n    print(NAMES[result[0]])",
}


def _program(text: str, task: str, callback: str) -> str:
    return PROGRAM + dedent(text) + START.replace("TASK", task).replace("CALLBACK", callback)


@pytest.mark.parametrize("name", MISSING)
def test_a_key_that_a_result_asks_for_in_vain(check: Check, name: str) -> None:
    assert check("MP418", _program(MISSING[name], "work", "note"))


def test_a_key_that_is_computed_from_a_result(check: Check) -> None:
    (finding,) = check("MP418", _program(COMPUTED, "answer", 'partial(Tally().note, "x")'))
    assert "no key 3" in finding.message


@pytest.mark.parametrize("text", THERE.values(), ids=THERE)
def test_a_key_that_is_there_or_not_asked_for(check: Check, text: str) -> None:
    assert check("MP418", _program(text, "work", "note")) == []


def test_results_that_are_changed_or_not_known(check: Check) -> None:
    assert (
        check(
            "MP418",
            """
            from multiprocessing import Pool

            NAMES = {"done": "D"}

            def changed(n):
                found = {"status": None}
                found["status"] = "done"
                return found

            def merged(n, more):
                return {"status": "", **more}

            def computed(n):
                return {"status": str(n)}

            def passed(status):
                return {"status": status}

            def note(result):
                print(NAMES[result["status"]])

            def main(jobs):
                with Pool() as pool:
                    pool.apply_async(changed, jobs, callback=note)
                    pool.apply_async(merged, jobs, callback=note)
                    pool.apply_async(computed, jobs, callback=note)
                    pool.apply_async(passed, jobs, callback=note)
                    pool.map_async(passed, jobs, callback=note).wait()
            """,
        )
        == []
    )


COUNTING = """
def load(name):
    return open(name).read()

def count(name):
    line = load(name)
    found = {}
    found["line"] = line
    return found

def other(name):
    kept = {}
    found = load(name)
    kept["line"] = found
    return FILLED
"""
SHOWING = """
import multiprocessing
from counting import count, other

FILE = None

def show(found=None):
    if found is None:
        return
    FILE.writelines(found["KEY"])MARK

def main(names, processes):
    if processes <= 1:
        for name in names:
            found = TASK(name)
            show(found)
    else:
        pool = multiprocessing.Pool(processes)
        for name in names:
            pool.apply_async(TASK, (name,), callback=show)
        pool.close()
        pool.join()
"""


def test_a_key_that_a_function_of_another_file_adds(tmp_path: Path) -> None:
    showing = SHOWING.replace("TASK", "count").replace("KEY", "line").replace("MARK", "")
    check_files(tmp_path, {"counting.py": COUNTING, "showing.py": showing}, "MP418")


def test_a_key_that_a_function_of_another_file_lacks(tmp_path: Path) -> None:
    showing = SHOWING.replace("TASK", "other").replace("KEY", "line").replace("MARK", "  # MP418")
    files = {"counting.py": COUNTING.replace("FILLED", '{"name": kept}'), "showing.py": showing}
    check_files(tmp_path, files, "MP418")
