"""MP620 on programs in many styles: handlers of AWS Lambda and what they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from snippets import check_files

_START = "import multiprocessing as mp\nfrom concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor\n"
_HANDLER = "\ndef lambda_handler(event, context):\n    "
REPORTED = {
    "pool": _HANDLER + "mp.Pool()  # MP620",
    "pool of threads": _HANDLER + "from multiprocessing.pool import ThreadPool; ThreadPool()  # MP620",
    "executor": _HANDLER + "ProcessPoolExecutor()  # MP620",
    "queue": _HANDLER + "mp.get_context('spawn').Queue()  # MP620",
    "value": _HANDLER + "mp.Value('i', 0)  # MP620",
    "another name": "def sqs_handler(event, context):\n    mp.Lock()  # MP620",
    "unused context": "def handler(event, _context):\n    mp.Lock()  # MP620",
    "helper": "def f():\n    mp.Lock()  # MP620" + _HANDLER + "f()",
    "at import": "LOCK = mp.Lock()  # MP620" + _HANDLER + "LOCK.acquire()",
    "another error": _HANDLER + "try:\n        mp.Pool()  # MP620\n    except ValueError:\n        pass",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    findings = check("MP620", _START + source)
    assert {target.platform for finding in findings for target in finding.breaks_when} == {"linux"}


SILENT = {
    "threads": _HANDLER + "ThreadPoolExecutor()",
    "process": _HANDLER + "mp.Process(target=print).start()",
    "pipe": _HANDLER + "mp.Pipe()",
    "value without a lock": _HANDLER + "mp.Value('i', 0, lock=False)",
    "caught": _HANDLER + "try:\n        mp.Pool()\n    except OSError:\n        pass",
    "not reached": "def other():\n    mp.Pool()" + _HANDLER + "pass",
    "no handler": "def main(event, context):\n    mp.Pool()",
    "handler of a signal": "def handler(number, frame):\n    mp.Pool()",
    "method": "class A:\n    def handler(self, event, context):\n        mp.Pool()",
    "tried out": "if __name__ == '__main__':\n    mp.Pool()" + _HANDLER.replace("    ", "    pass"),
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP620", _START + source) == []


_HELPERS = """
    import multiprocessing as mp
    from concurrent.futures import ThreadPoolExecutor
    from multiprocessing.pool import ThreadPool as Workers

    def shrunk(keys):
        with Workers(2) as workers:{}
            return workers.map(len, keys)

    def on_request(keys, processes=0):
        if processes > 1:
            with mp.Pool(processes) as pool:
                return pool.map(len, keys)
        return [len(key) for key in keys]

    def tried(keys):
        try:
            return mp.Pool(2).map(len, keys)
        except OSError:
            return list(ThreadPoolExecutor(2).map(len, keys))

    class Store:
        def __init__(self):
            self.lock = mp.Lock(){}

        def total(self, keys):
            with self.lock:
                return sum(map(len, keys))
    """
_CALLS_HELPERS = """
    from . import helpers

    def lambda_handler(event, context):
        return {}
    """


@pytest.mark.parametrize(
    ("called", "marks"),
    [
        ("helpers.shrunk(event)", ("  # MP620", "")),
        ("helpers.Store().total(event)", ("", "  # MP620")),
        ("dict(zip(event, helpers.shrunk(event)))", ("  # MP620", "")),
        ("helpers.on_request(event)", ("", "")),
        ("helpers.tried(event)", ("", "")),
        ("helpers.Store.total.__name__", ("", "")),
    ],
)
def test_what_another_file_makes(tmp_path: Path, called: str, marks: tuple[str, str]) -> None:
    files = {"__init__.py": "", "helpers.py": _HELPERS.format(*marks), "handler.py": _CALLS_HELPERS.format(called)}
    check_files(tmp_path, {f"service/{name}": text for name, text in files.items()}, "MP620")
