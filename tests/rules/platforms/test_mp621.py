"""MP621: only where WebAssembly is among the platforms, and only what is not left out there."""

from __future__ import annotations

import ast

import pytest

from mpcheck.model.module import Module
from mpcheck.rules import load
from mpcheck.targets import PLATFORMS, all_targets

_START = "import concurrent.futures as cf\nimport multiprocessing as mp\nimport os\nimport subprocess\nimport sys\n"


def lines(source: str, *platforms: str) -> list[int]:
    text = _START + source
    module = Module("program.py", text, ast.parse(text), all_targets(platforms or PLATFORMS))
    (rule,) = load(["MP621"])
    return [finding.location.line - _START.count("\n") for finding in rule.check(module)]


STARTED = {
    "pool": "mp.Pool()",
    "threads": "from multiprocessing.pool import ThreadPool; ThreadPool()",
    "queue": "mp.Queue()",
    "lock": "mp.Lock()",
    "process": "mp.Process(target=print).start()",
    "executor": "cf.ProcessPoolExecutor()",
    "task of a thread": "cf.ThreadPoolExecutor().submit(print)",
    "program": "subprocess.check_output(['ls'])",
    "fork": "if hasattr(os, 'fork'): os.fork()",
}


@pytest.mark.parametrize("source", STARTED.values(), ids=STARTED)
def test_reported(source: str) -> None:
    assert lines(source) == [1]
    assert lines(source, "linux", "macos", "windows") == []


SILENT = {
    "tested": "pool = None if sys.platform == 'emscripten' else mp.Pool()",
    "caught": "try:\n    pool = mp.Pool()\nexcept ImportError:\n    pool = None",
    "nothing started": "mp.Process(target=print)\ncf.ThreadPoolExecutor()",
    "questions": "mp.get_start_method()\nmp.cpu_count()",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(source: str) -> None:
    assert lines(source) == []
