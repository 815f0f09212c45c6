from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.findings import Confidence, Finding
from mpcheck.model.module import Module
from mpcheck.rules.libraries.mp901_processes_in_celery_task import RULE
from mpcheck.targets import all_targets

IMPORTS = """
import multiprocessing as mp
import multiprocessing
import pebble
import torch.multiprocessing
from celery import Celery, Task, shared_task
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from joblib import Parallel, delayed
from torch.utils.data import DataLoader
from tqdm.contrib.concurrent import process_map
import multiprocess

app = Celery("x")


def work(x):
    return x

"""


def findings(code: str) -> list[Finding]:
    text = IMPORTS + textwrap.dedent(code)
    return list(RULE.check(Module("tasks.py", text, ast.parse(text), all_targets())))


def in_task(body: str, decorator: str = "@shared_task") -> str:
    return f"{decorator}\ndef task(numbers, flag=False):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")


@pytest.mark.parametrize(
    "body",
    [
        "mp.Pool(2).map(work, numbers)",
        "p = mp.Process(target=work, args=(1,)); p.start()",
        "mp.get_context('spawn').Process(target=work, args=(1,)).start()",
        "mp.Manager().list()",
        "ProcessPoolExecutor().submit(work, 1).result()",
        "process_map(work, numbers)",
        "torch.multiprocessing.spawn(work, nprocs=2)",
        "for x in DataLoader(numbers, num_workers=2): print(x)",
        "pebble.ProcessPool().schedule(work, args=[1]).result()",
    ],
)
def test_what_starts_processes_of_multiprocessing_is_reported(body: str) -> None:
    (found,) = findings(in_task(body))
    assert {target.platform for target in found.breaks_when} == {"linux", "macos"}
    assert found.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    "body",
    [
        "ThreadPoolExecutor().submit(work, 1).result()",
        "ProcessPoolExecutor()",
        "mp.Process(target=work, args=(1,))",
        "mp.Queue()",
        "Parallel(2)(delayed(work)(x) for x in numbers)",
        "multiprocess.Pool(2).map(work, numbers)",
        "for x in DataLoader(numbers): print(x)",
        "mp.current_process()._config['daemon'] = False; mp.Pool(2)",
        "mp.current_process().daemon = False; mp.Pool(2)",
        """
        try:
            mp.Pool(2)
        except AssertionError:
            pass
        """,
        """
        if not mp.current_process().daemon:
            mp.Pool(2)
        """,
    ],
)
def test_what_starts_none_of_them_is_not(body: str) -> None:
    assert findings(in_task(body)) == []


@pytest.mark.parametrize("decorator", ["@app.task", "@app.task(bind=True)", "@shared_task(name='x')", "@app.task()"])
def test_a_task_is_told_by_its_decorator(decorator: str) -> None:
    assert len(findings(in_task("mp.Pool(2)", decorator))) == 1


def test_a_task_may_be_a_class() -> None:
    code = """
    class Squares(Task):
        name = "squares"

        def run(self, numbers):
            return self.all(numbers)

        def all(self, numbers):
            with mp.Pool(2) as pool:
                return pool.map(work, numbers)
    """
    (found,) = findings(code)
    assert [related.message for related in found.related] == ["called here"]


def test_other_functions_of_a_file_with_tasks_are_silent() -> None:
    assert findings("@shared_task\ndef task():\n    pass\n\n\ndef main():\n    mp.Pool(2)\n") == []


def test_a_test_around_it_lowers_the_confidence() -> None:
    (found,) = findings(in_task("if flag: mp.Pool(2)"))
    assert found.confidence is Confidence.LOW
