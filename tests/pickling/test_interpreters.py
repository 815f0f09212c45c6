"""The same culprits under every Python that is found."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.platforms
TOOLS = Path(__file__).resolve().parents[2] / "tools" / "platforms"
NAMES = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15", "3.13t", "pypy3", "3.14-i386", "3.13-musl"]
WINDOWS = ["win-3.8", "win-3.13"]
PROGRAM = """
import collections, dataclasses, functools, io, os, queue, re, threading

class Session:
    def __init__(self):
        self.adapters = {"https://": threading.Lock()}

@dataclasses.dataclass
class Job:
    fn: object

class FailingError(Exception):
    def __init__(self, a, b):
        super().__init__(a)

def make():
    file = open(os.devnull)
    def inner(x=lambda: 0):
        return file
    class Local:
        pass
    return inner, Local

def task():
    return 1

inner, Local = make()
bad = {
    "session": Session(),
    "job": Job(inner),
    "partial": functools.partial(print, 1, (x for x in ())),
    "local": Local(),
    "factory": collections.defaultdict(lambda: 0),
    "event": threading.Event(),
    "queue": [queue.Queue()],
    "view": {}.keys(),
}
error = [FailingError("a", "b")]
good = {"f": task, "p": functools.partial(task), "m": re.compile("x").search, "io": io.BytesIO(b"x"), "s": {1, 2}}
"""
PATHS = [
    "bad['session'].adapters['https://']",
    "bad['job'].fn",
    "bad['job'].fn closure cell 'file'",
    "bad['partial'].args[1]",
    "bad['local'].__class__",
    "bad['factory'].default_factory",
    "bad['event']",
    "bad['queue'][0]",
    "bad['view']",
]


def find(name: str) -> str:
    """Where the platforms' tool has put it, else in pyenv, else on PATH; skips the test where it is nowhere."""
    words = [sys.executable, str(TOOLS / "get-pythons"), "--paths", "--only", name]
    for line in subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines():
        if line.split("\t")[0] == name:
            return line.split("\t")[1]
    in_pyenv = sorted((Path.home() / ".pyenv" / "versions").glob(f"{name}.*/bin/python"))
    path = str(in_pyenv[-1]) if in_pyenv else shutil.which(f"python{name}")
    return path or pytest.skip(f"no {name} on this machine")


@pytest.mark.parametrize("name", [*NAMES, *WINDOWS])
def test_same_culprits_everywhere(ask: Any, name: str) -> None:
    found = ask(PROGRAM, "job.py:bad", "job.py:error", "job.py:good", "--python", find(name), "--time-limit", "120")
    bad, error, good = found.objects
    assert sorted(culprit["path"] for culprit in bad["culprits"]) == sorted(PATHS)
    assert bad["crosses"]["spawn"] is False
    assert [culprit["path"] for culprit in error["culprits"]] == ["error[0]"]
    assert (good["culprits"], good["picklable"], good["crosses"]["spawn"]) == ([], True, True)
    methods = {method for method, crossed in good["crosses"].items() if crossed}
    assert methods == ({"spawn"} if name in WINDOWS else {"fork", "spawn", "forkserver"})


def test_where_no_process_can_be_made_it_says_so(ask: Any) -> None:
    found = ask(PROGRAM, "job.py:bad", "job.py:good", "--python", find("pyodide"), "--time-limit", "120")
    assert found.exit_code == 2
    bad, good = found.objects
    assert sorted(culprit["path"] for culprit in bad["culprits"]) == sorted(PATHS)
    assert good["picklable"] is True
    assert set(good["crosses"].values()) == {None}
    assert all(good["obstacles"].values()), json.dumps(good["obstacles"])
