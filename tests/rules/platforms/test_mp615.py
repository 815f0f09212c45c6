"""MP615 on programs in many styles: what functions of atexit do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from snippets import check_files

_START = "import atexit\nfrom concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor\n"
REPORTED = {
    "lambda": "e = ThreadPoolExecutor()\natexit.register(lambda: e.submit(print))  # MP615",
    "function": "e = ThreadPoolExecutor()\ndef f():\n    e.submit(print)  # MP615\natexit.register(f)",
    "processes": "def f():\n    ProcessPoolExecutor().map(abs, [1])  # MP615\natexit.register(f)",
    "partial": """
import functools

def save(text):
    ThreadPoolExecutor(1).submit(print, text)  # MP615

atexit.register(functools.partial(save, "text"))
""",
    "method": """
class Log:
    def __init__(self):
        self.executor = ThreadPoolExecutor()
        atexit.register(self.close)

    def close(self):
        self.executor.submit(print)  # MP615
""",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP615", _START + source)
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos", "windows"}


SILENT = {
    "shutdown": "e = ThreadPoolExecutor()\natexit.register(e.shutdown)",
    "not registered": "e = ThreadPoolExecutor()\ndef f():\n    e.submit(print)\nf()",
    "another registry": "import mine\ne = ThreadPoolExecutor()\ndef f():\n    e.submit(print)\nmine.register(f)",
    "no executor": "def f(log):\n    log.submit('end')\natexit.register(f, object())",
    "caught": """
def f():
    try:
        ThreadPoolExecutor().submit(print)
    except RuntimeError:
        pass

atexit.register(f)
""",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP615", _START + source) == []


def test_a_method_of_another_file_is_registered(tmp_path: Path) -> None:
    owner = """
        from concurrent.futures import ProcessPoolExecutor

        class Owner:
            def __init__(self):
                self.executor = ProcessPoolExecutor()

            def flush(self):
                self.executor.submit(print, 1)  # MP615

            def report(self):
                self.executor.submit(print, 2)
        """
    program = """
        import atexit
        from owner import Owner

        if __name__ == "__main__":
            owner = Owner()
            atexit.register(owner.flush)
            owner.report()
        """
    check_files(tmp_path, {"owner.py": owner, "program.py": program}, "MP615")
