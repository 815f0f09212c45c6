"""MP618 on programs in many styles: what older Pythons do not have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.analysis import Installed
from mpcheck.engine import Request, scan
from mpcheck.findings import Confidence, Finding
from mpcheck.settings import Options

REPORTED = {
    "function": ("import os\nos.process_cpu_count()  # MP618", (3, 12)),
    "import": ("from concurrent.futures import InterpreterPoolExecutor  # MP618", (3, 13)),
    "alias": ("import concurrent.futures as cf\ncf.InterpreterPoolExecutor()  # MP618", (3, 13)),
    "method": (
        "import concurrent.futures as cf\nwith cf.ProcessPoolExecutor() as e:\n    e.kill_workers()  # MP618",
        (3, 13),
    ),
    "method of a context": ("import multiprocessing as mp\nmp.get_context('spawn').Lock().locked()  # MP618", (3, 13)),
    "keyword": (
        "from multiprocessing.shared_memory import SharedMemory\nSharedMemory('x', track=False)  # MP618",
        (3, 12),
    ),
    "keyword of a method": (
        "from concurrent.futures import ThreadPoolExecutor as T\nT().map(abs, [1], buffersize=4)  # MP618",
        (3, 13),
    ),
    "keyword of subprocess": ("import subprocess\nsubprocess.run(['x'], process_group=0)  # MP618", (3, 10)),
    "no limit, where Python does not know that there may be one": (
        "import concurrent.futures as cf\ncf.ProcessPoolExecutor(max_tasks_per_child=None)  # MP618",
        (3, 10),
    ),
    "attribute of an object": (
        """
        from multiprocessing import Process

        class Worker:
            def __init__(self):
                self.process = Process(target=print)

            def stop(self):
                self.process.interrupt()  # MP618
        """,
        (3, 13),
    ),
}


@pytest.mark.parametrize(("source", "last"), REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str, last: tuple[int, int]) -> None:
    (finding,) = check("MP618", source)
    assert max(target.python for target in finding.breaks_when) == last


SILENT = {
    "what MP408 tells": """
        from concurrent.futures import ProcessPoolExecutor

        ProcessPoolExecutor(2, max_tasks_per_child=10)
    """,
    "version": "import os, sys\nif sys.version_info >= (3, 13):\n    os.process_cpu_count()",
    "hasattr": "import os\nn = os.process_cpu_count() if hasattr(os, 'process_cpu_count') else os.cpu_count()",
    "import with another": """
        try:
            from concurrent.futures import InterpreterPoolExecutor
        except ImportError:
            from concurrent.futures import ThreadPoolExecutor as InterpreterPoolExecutor
    """,
    "for types": """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from concurrent.futures import InterpreterPoolExecutor
    """,
    "caught": """
        from multiprocessing.shared_memory import SharedMemory

        def attach(name):
            try:
                return SharedMemory(name, track=False)
            except TypeError:
                return SharedMemory(name)
    """,
    "tested method": """
        from concurrent.futures import ProcessPoolExecutor

        def stop():
            executor = ProcessPoolExecutor()
            if hasattr(executor, "kill_workers"):
                executor.kill_workers()
    """,
    "another class": "class Lock:\n    def locked(self):\n        return True\nLock().locked()",
    "of threads": "import multiprocessing, threading\nthreading.Lock().locked()",
    "another shutdown": "import logging\nlogging.shutdown()",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP618", source) == []


def test_imported_by_the_function_that_is_for_it(check: Callable[[str, str], list[Finding]]) -> None:
    source = """
        def interpreter_map(function, items):
            from concurrent.futures import InterpreterPoolExecutor  # MP618
            return InterpreterPoolExecutor().map(function, items)
    """
    assert [finding.confidence for finding in check("MP618", source)] == [Confidence.LOW]


@pytest.mark.parametrize(
    ("project", "pythons", "is_told"),
    [("", (), False), ('[project]\nrequires-python = ">=3.10"\n', (), True), ("", ("3.12",), True)],
)
def test_told_where_somebody_says_which_pythons_are_meant(
    tmp_path: Path, project: str, pythons: tuple[str, ...], is_told: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text(project, "utf-8")
    (tmp_path / "program.py").write_text("import os\nprint(os.process_cpu_count())\n", "utf-8")
    options = Options(select=("MP618",), pythons=pythons)
    found = scan(Request((str(tmp_path),), options, jobs=1), Installed()).findings
    assert [finding.code for finding in found] == ["MP618"] * is_told


def test_a_test_is_run_under_each_python_anyway(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.10"\n', "utf-8")
    (tmp_path / "test_program.py").write_text(
        "import os\n\ndef test_count():\n    assert os.process_cpu_count()\n", "utf-8"
    )
    for level, expected in (("default", []), ("pedantic", ["MP618"])):
        options = Options(select=("MP618",), level=level)
        found = scan(Request((str(tmp_path),), options, jobs=1), Installed()).findings
        assert [finding.code for finding in found] == expected
