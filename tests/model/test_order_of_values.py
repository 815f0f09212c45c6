"""The order of a set of values decides nothing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

from mpcheck.model.collect import collect
from mpcheck.model.evaluate import Evaluator
from mpcheck.model.values import Values, in_order

PROGRAM = """
import multiprocessing
from multiprocessing import get_context

def one(): ...
def two(): ...
class Box:
    def fill(self): ...

box = Box()
value = one
if flag:
    value = two
elif other:
    value = box.fill
elif more:
    value = multiprocessing.Queue(3)
elif rest:
    value = get_context("fork").Process
elif last:
    value = get_context("spawn").Process
else:
    value = {1: 2}
print(value)
"""


def values_of(text: str) -> Values:
    found = collect(ast.parse(text))
    return Evaluator(found).evaluate(found.calls[-1].args[0])


def test_the_order_is_that_of_names_and_places() -> None:
    values = values_of(PROGRAM)
    assert len(values) == 6
    shown = [" ".join(str(part) for part in (type(one).__name__, getattr(one, "name", ""))) for one in in_order(values)]
    assert shown == [
        "BoundMethod fill",
        "Collection ",
        "External multiprocessing.Process",
        "External multiprocessing.Process",
        "Function ",
        "Object multiprocessing.Queue",
    ]
    methods = [getattr(one, "start_method", None) for one in in_order(values)]
    assert methods[2:4] == ["fork", "spawn"]


ONE_OF_TWO_CONTEXTS = """
import multiprocessing

def work(queue):
    queue.put("x" * 1_000_000)

if __name__ == "__main__":
    try:
        context = multiprocessing.get_context("fork")
    except ValueError:
        context = multiprocessing
    queue = context.Queue()
    process = context.Process(target=work, args=(queue,))
    process.start()
    process.join()
    print(len(queue.get()))
"""


def test_the_report_is_the_same_in_every_run(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(ONE_OF_TWO_CONTEXTS)
    command = [sys.executable, "-m", "mpcheck", "scan", "-q", "--isolated", "--output-format", "json", "program.py"]
    reports = []
    for seed in range(5):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        reports.append(json.loads(done.stdout)["findings"])
    assert any(finding["code"] == "MP401" for finding in reports[0])
    assert all(report == reports[0] for report in reports)
