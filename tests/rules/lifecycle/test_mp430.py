"""MP430: methods that are named and not called, in other styles than those of the rule's programs."""

from __future__ import annotations

import pytest

from snippets import Check

PROGRAM = """
import concurrent.futures
import multiprocessing as mp
import subprocess
import sys

class Worker(mp.Process):
    def run(self):
        print("works")

def watch(process):
    {of_parameter}

class Service:
    def __init__(self, stop, results: mp.Queue):
        self.stop = stop
        self.results = results

    def serve(self):
        {of_attribute}

def main():
    worker = Worker()
    stop = mp.Event()
    results = mp.Queue()
    pool = mp.Pool(2)
    child = subprocess.Popen([sys.executable, "-V"])
    watch(worker)
    Service(stop, results).serve()
    {here}
"""
WRONG = {
    "while": {"here": "while worker.is_alive:  # MP430\n        pass"},
    "not": {"here": "idle = not worker.is_alive  # MP430"},
    "and": {"here": "if main and stop.is_set:  # MP430\n        return"},
    "or": {"here": "empty = results.empty or main  # MP430"},
    "one or the other": {"here": "print(1 if results.full else 2)  # MP430"},
    "assert": {"here": "assert stop.is_set  # MP430"},
    "of any": {"here": "print(any(one.is_alive for one in [Worker(), worker]))  # MP430"},
    "filter": {"here": "print([one for one in [Worker(), worker] if one.is_alive])  # MP430"},
    "compared": {"here": "while child.poll is None:  # MP430\n        pass"},
    "compared with true": {"here": "if results.empty == True:  # MP430\n        pass"},
    "more than": {"here": "if results.qsize > 0:  # MP430\n        pass"},
    "result": {"here": "one = pool.apply_async(pow, (1, 2))\n    if one.ready:  # MP430\n        one.get()"},
    "alone": {"here": "worker.start  # MP430"},
    "pool": {"here": "pool.close  # MP430\n    pool.join()"},
    "executor": {"here": "concurrent.futures.ProcessPoolExecutor(2).shutdown  # MP430"},
    "parameter": {"of_parameter": "process.join  # MP430"},
    "attribute": {"of_attribute": "while not self.stop.is_set:  # MP430\n            pass"},
    "annotated": {"of_attribute": "if self.results.empty:  # MP430\n            pass"},
}
RIGHT = {
    "called": {"here": "while worker.is_alive():\n        pass"},
    "passed on": {"here": "run_when = [worker.is_alive, results.empty]"},
    "chosen": {"here": "put = results.put if results else print"},
    "compared with another": {"here": "if main == results.empty:\n        pass"},
    "no method": {"here": "while worker.exitcode is None and not worker.daemon:\n        pass"},
    "asked whether there is one": {"here": "if hasattr(worker, 'kill') and worker.kill:\n        worker.kill()"},
    "namespace": {"here": "state = mp.Manager().Namespace()\n    while state.running and state.done:\n        pass"},
    "shared structure": {
        "here": "import state\n    point = mp.Value(state.Point)\n    while point.running:\n        pass"
    },
    "other object": {"here": "import pool\n    while pool.Worker().is_alive:\n        pass"},
    "perhaps another": {
        "here": "import pool\n    one = worker if main else pool.Worker()\n    while one.is_alive:\n        pass"
    },
    "set by itself": {"here": "worker.is_alive = False\n    while worker.is_alive:\n        pass"},
}


def _program(parts: dict[str, str]) -> str:
    return PROGRAM.format(**{"of_parameter": "pass", "of_attribute": "pass", "here": "pass", **parts})


@pytest.mark.parametrize("name", WRONG)
def test_not_called(check: Check, name: str) -> None:
    assert check("MP430", _program(WRONG[name]))


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP430", _program(RIGHT[name])) == []


def test_the_method_of_a_subclass(check: Check) -> None:
    program = _program({"here": "while worker.is_alive:\n        pass"})
    own = "    @property\n    def is_alive(self):\n        return self.exitcode is None\n\n    def run(self):"
    assert check("MP430", program.replace("    def run(self):", own)) == []


def test_simpy(check: Check) -> None:
    assert (
        check(
            "MP430",
            "import multiprocessing, simpy\n\ndef test(env):\n    process = env.process(work())\n"
            "    while process.is_alive:\n        env.step()\n",
        )
        == []
    )
