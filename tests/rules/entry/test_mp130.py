from __future__ import annotations

import ast
import importlib
import importlib.util
import multiprocessing
import re
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import all_targets

(RULE,) = load(["MP130"])


def check(source: str, path: str = "program.ipynb") -> None:
    """Exactly the lines that end with the code are to be reported."""
    text = textwrap.dedent(source)
    found = list(RULE.check(Module(path, text, ast.parse(text), all_targets())))
    marked = [number for number, line in enumerate(text.split("\n"), 1) if re.search(r"#.*MP130", line)]
    assert sorted(finding.location.line for finding in found) == marked
    assert not {target.start_method for finding in found for target in finding.breaks_when} & {"fork"}


def test_whatever_way_the_worker_takes() -> None:
    check(
        """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor
        from functools import partial

        def work(x, y=0):
            return x

        class Job:
            def __init__(self, n):
                self.n = n
            def __call__(self, x):
                return x
            @staticmethod
            def free(x):
                return x

        def pmap(function, items):
            with mp.Pool() as pool:
                return pool.map(function, items)

        class Child(mp.Process):
            def run(self):
                print("hello")

        alias = work
        context = mp.get_context("spawn")
        pmap(alias, [1])  # MP130
        pmap(partial(work, y=2), [1])  # MP130
        pmap(abs, [1])
        with context.Pool(initializer=work, initargs=(1,)) as pool:  # MP130
            pool.map(Job(1), [1])  # MP130
            pool.map(Job.free, [1])  # MP130
            pool.map(print, [Job(n) for n in range(3)])  # MP130
            pool.map(len, ["a"])
        child = Child()  # MP130
        child.start()
        child.join()
        with ProcessPoolExecutor() as executor:
            futures = [executor.submit(work, n) for n in range(3)]  # MP130
            print([future.result() for future in futures])
        """
    )


def test_what_does_not_go_by_name() -> None:
    check(
        """
        import multiprocess
        from joblib import Parallel, delayed
        from multiprocessing import Pool, get_context
        from concurrent.futures import ThreadPoolExecutor

        def work(x):
            return x

        multiprocess.Pool().map(work, [1])
        Parallel(n_jobs=2)(delayed(work)(x) for x in range(3))
        ThreadPoolExecutor().submit(work, 1)
        get_context("fork").Pool().map(work, [1])
        with Pool() as pool:
            pool.map(lambda x: x, [1])
            pool.map(numbers.work, [1])
            pool.map(str.upper, ["a"])
        """
    )


def test_a_script_is_no_notebook() -> None:
    check("from multiprocessing import Pool\ndef work(x): ...\nPool().map(work, [1])\n", path="program.py")


def run_cells(source: str, method: str) -> list[str]:
    """What the cells print in a kernel whose default start method is the given one."""
    nbformat, nbclient = (importlib.import_module(name) for name in ("nbformat", "nbclient"))
    choose = f"import multiprocessing\nmultiprocessing.set_start_method({method!r}, force=True)"
    cells = [nbformat.v4.new_code_cell(cell) for cell in (choose, *source.split("# %%\n")[1:])]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True).execute()
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    return [output.get("text") or output.get("ename", "") for output in outputs]


@pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("ipykernel", "nbclient")), reason="no Jupyter kernel here"
)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("method", "works"), [("fork", True), ("spawn", False), ("forkserver", False)])
def test_a_real_kernel_shows_what_the_rule_says(method: str, works: bool) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    # The pool of the first program would hang: the others fail visibly.
    executor, process = (example.source for example in RULE.bad[1:])
    broken, failed = run_cells(executor, method), run_cells(process, method)
    assert broken[-1].strip().endswith("ok") is works
    assert failed[-1].strip().endswith("ok") is works
    if not works:
        assert "BrokenProcessPool" in broken
