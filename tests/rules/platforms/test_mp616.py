"""MP616 on programs in many styles: who unlinks a block of shared memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

_START = "from multiprocessing.shared_memory import ShareableList, SharedMemory\n"
REPORTED = {
    "closed": "b = SharedMemory(create=True, size=9)  # MP616\nb.close()",
    "dropped": "SharedMemory('name', True, 9)  # MP616",
    "list": "numbers = ShareableList([1, 2])  # MP616\nnumbers[0] = 3\nnumbers.shm.close()",
    "in a function": "def f(n):\n    b = SharedMemory(create=True, size=n)  # MP616\n    return bytes(b.buf)",
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP616", _START + source)
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


SILENT = {
    "unlinked": "b = SharedMemory(create=True, size=9)\nb.close()\nb.unlink()",
    "unlinked at exit": "import atexit\nb = SharedMemory(create=True, size=9)\natexit.register(b.unlink)",
    "attached": "b = SharedMemory('name')\nb.close()",
    "perhaps attached": "def f(new):\n    b = SharedMemory('name', create=new, size=9)\n    b.close()",
    "returned": "def f():\n    return SharedMemory(create=True, size=9)",
    "returned later": "def f():\n    b = SharedMemory(create=True, size=9)\n    b.buf[0] = 1\n    return b",
    "handed over": "import mine\nb = SharedMemory(create=True, size=9)\nmine.keep(b)",
    "kept": "blocks = []\nb = SharedMemory(create=True, size=9)\nblocks.append(b)",
    "of a manager": "from multiprocessing.managers import SharedMemoryManager\n"
    "with SharedMemoryManager() as m:\n    b = m.SharedMemory(9)\n    b.close()",
    "elsewhere": "class Block:\n    def __init__(self):\n        self.b = SharedMemory(create=True, size=9)",
    "on Windows": "import sys\nif sys.platform == 'win32':\n    b = SharedMemory(create=True, size=9)",
}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP616", _START + source) == []
