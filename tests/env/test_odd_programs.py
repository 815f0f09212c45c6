"""Programs that are no script: a notebook in a real Jupyter kernel, a program that PyInstaller froze."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mpcheck.env.answers import Answer, Question
from mpcheck.env.catalogue import PROBES, probes_folder
from mpcheck.env.judge import Row, judge_all

pytestmark = pytest.mark.platforms

REACHES = """
import multiprocessing

def child(connection):
    connection.send("here")

def reaches(method):
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    try:
        process = context.Process(target=child, args=(theirs,))
        process.start()
        theirs.close()
        process.join()
        return ours.poll() and ours.recv() == "here"
    except (OSError, EOFError):
        return False

print({method: reaches(method) for method in multiprocessing.get_all_start_methods()})
"""
ROWS = """
import json
from dataclasses import asdict
from mpcheck.env.survey import in_process
print(json.dumps([asdict(row) for row in in_process()]))
"""
WHOLE = """
from mpcheck.cli.main import main
print(main(["env", "--only", "process,lock,pool", "--output-file", "report.json", "--output-format", "json"]))
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the cells of a notebook print."""
    pytest.importorskip("ipykernel")
    nbclient, nbformat = pytest.importorskip("nbclient"), pytest.importorskip("nbformat")
    folder = tmp_path_factory.mktemp("notebook")
    cells = [nbformat.v4.new_code_cell(text) for text in (REACHES, ROWS, WHOLE)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return ["".join(out.text for out in cell.outputs if out.get("name") == "stdout") for cell in notebook.cells]


@pytest.mark.filterwarnings("default")  # the libraries of Jupyter have some of their own
class TestNotebook:
    """A kernel is a REPL with many threads."""

    def test_function_of_a_cell_is_reached_by_fork_alone(self, outputs: list[str]) -> None:
        reached: dict[str, bool] = json.loads(outputs[0].splitlines()[-1].replace("'", '"').lower())
        assert {method for method, here in reached.items() if here} == {"fork"} & reached.keys()

    def test_threads_of_the_kernel_are_told(self, outputs: list[str]) -> None:
        rows = {row["id"]: row for row in json.loads(outputs[1].splitlines()[-1])}
        assert rows["fork-unsafe-modules"]["facts"]["threads"] > 1
        assert rows["fork-unsafe-modules"]["cause"].startswith("This process has")

    def test_command_works_in_a_cell(self, outputs: list[str]) -> None:
        assert outputs[2].splitlines()[-1] == "0"


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the probe of the interpreter says of itself when it is frozen."""
    pytest.importorskip("PyInstaller")
    folder = tmp_path_factory.mktemp("frozen")
    script = shutil.copy(probes_folder() / "probe_interpreter.py", folder / "application.py")
    words = [sys.executable, "-m", "PyInstaller", "--onedir", "--log-level", "ERROR", str(script)]
    subprocess.run(words, cwd=folder, check=True, timeout=600, capture_output=True)
    program = folder / "dist" / "application" / ("application" + Path(sys.executable).suffix)
    answer: dict[str, Any] = json.loads(subprocess.run([program], check=True, timeout=60, capture_output=True).stdout)
    return answer


def test_frozen_program_is_told_what_its_children_are_started_with(frozen: dict[str, Any]) -> None:
    assert (frozen["error"], frozen["facts"]["frozen"]) == (None, True)
    probe = next(probe for probe in PROBES if probe.id == "interpreter")
    (row,) = judge_all([Answer(Question("application", probe, None), frozen["facts"])])
    assert isinstance(row, Row)
    assert row.cause.startswith("sys.executable is ")
    assert "freeze_support" in row.cure
