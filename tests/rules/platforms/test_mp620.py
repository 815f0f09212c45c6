"""MP620 on programs in many styles: handlers of AWS Lambda and what they make."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

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
