"""Callables that are handed to processes, tried for real: `pickle --submitted` and `scan --verify`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from mpcheck.analysis import Installed
from mpcheck.findings import Confidence, Finding, Location, ScanResult, Severity
from mpcheck.pickling.submitted import submitted
from mpcheck.pickling.trial import Limits
from mpcheck.pickling.verify import verified

PROGRAM = """\
import functools, threading
from multiprocessing import Pool, Process
from helper import imported
from threading import Thread

short = lambda x: x
lock = threading.Lock()

def task(*values):
    return values

class Holder:
    def __init__(self):
        self.lock = lock
    def method(self, x):
        return x

holder = Holder()

def main():
    def inner(x):
        return x
    alias = task
    with Pool(2) as pool:
        pool.map(short, [1])
        pool.map(task, [1])
        pool.map(inner, [1])
        pool.map(functools.partial(task, lock), [1])
        pool.map(functools.partial(alias, 1), [1])
        pool.map(holder.method, [1])
        pool.map(alias, [1])
        pool.map(imported, [1])
    Thread(target=short).start()

def shadowing(task):
    Process(target=task).start()

if __name__ == "__main__":
    main()
"""


def write(folder: Path) -> None:
    (folder / "job.py").write_text(PROGRAM)
    (folder / "helper.py").write_text("def imported(x):\n    return x\n")
    (folder / "empty.py").write_text("x = 1\n")


def test_what_is_handed_to_processes_is_had_by_importing_where_that_is_safe(tmp_path: Path, monkeypatch: Any) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    found, errors = submitted(["."], Installed())
    assert errors == []
    assert [(one.text, one.target.attribute if one.target else None) for one in found] == [
        ("short", "short"),
        ("task", "task"),
        ("inner", None),
        ("functools.partial(task, lock)", "functools.partial(task, lock)"),
        ("functools.partial(alias, 1)", None),
        ("holder.method", "holder.method"),
        ("alias", "task"),
        ("imported", "imported"),
        ("task", None),
    ]


def test_each_is_tried(tmp_path: Path) -> None:
    write(tmp_path)
    command = [sys.executable, "-m", "mpcheck", "pickle", "--submitted", ".", "gone.py", "--start-method", "spawn"]
    done = subprocess.run(
        [*command, "--output-format", "json"], cwd=tmp_path, capture_output=True, check=False, timeout=300
    )
    objects = json.loads(done.stdout)["objects"]
    assert done.returncode == 2
    assert [
        (one["name"], one["crosses"]["spawn"], [culprit["path"] for culprit in one["culprits"]]) for one in objects
    ] == [
        ("gone.py", None, []),
        ("job.py:25:18 short", False, ["short"]),
        ("job.py:26:18 task", True, []),
        ("job.py:27:18 inner", None, []),
        ("job.py:28:18 functools.partial(task, lock)", False, ["functools.partial(task, lock).args[0]"]),
        ("job.py:29:18 functools.partial(alias, 1)", None, []),
        ("job.py:30:18 holder.method", False, ["holder.method.__self__.lock"]),
        ("job.py:31:18 alias", True, []),
        ("job.py:32:18 imported", True, []),
        ("job.py:36:20 task", None, []),
    ]


def test_scan_confirms_what_it_can_try(tmp_path: Path) -> None:
    write(tmp_path)
    command = [sys.executable, "-m", "mpcheck", "scan", "job.py", "--output-format", "json", "--isolated"]
    plain, tried = (
        json.loads(
            subprocess.run([*command, *words], cwd=tmp_path, capture_output=True, check=False, timeout=300).stdout
        )
        for words in ([], ["--verify"])
    )
    messages = {finding["line"]: finding["message"] for finding in tried["findings"]}
    assert [line for line, message in messages.items() if message.endswith("(confirmed by trying it)")] == [25, 28, 30]
    assert "confirmed" not in messages[27]
    assert [finding["message"] for finding in plain["findings"]] == [
        message.replace(" (confirmed by trying it)", "") for message in messages.values()
    ]


def test_finding_about_a_callable_that_crosses_is_refuted(tmp_path: Path, monkeypatch: Any) -> None:
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    wrong = Finding(
        "MP203", "decorated-worker", "hidden", Severity.ERROR, Confidence.MEDIUM, Location("job.py", 26, 18, 26, 22), ""
    )
    result = ScanResult((wrong,), (), frozenset(), 1, 1, 1, 0.0)
    (finding,) = verified(result, Installed(), Limits()).findings
    assert finding.message == "hidden (refuted: it crossed when it was tried)"
