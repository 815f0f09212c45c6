"""MP612 and MP613 on programs in many styles: numbers and names that are too large for macOS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from snippets import check_files

COUNTERS = {
    "queue": "from multiprocessing import Queue\nQueue(50000)  # MP612",
    "joinable": "import multiprocessing as mp\nmp.JoinableQueue(maxsize=1_000_000)  # MP612",
    "semaphore": "import multiprocessing as mp\nmp.get_context('spawn').Semaphore(32768)  # MP612",
    "attribute": """
        import multiprocessing

        class Pipeline:
            LIMIT = 40_000

            def __init__(self):
                self.jobs = multiprocessing.Queue(self.LIMIT)  # MP612
    """,
    "parameter": "from multiprocessing import Queue\ndef make(n):\n    return Queue(n)  # MP612\nmake(99999)",
}


@pytest.mark.parametrize("source", COUNTERS.values(), ids=COUNTERS)
def test_counter(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP612", source)
    assert {target.platform for target in finding.breaks_when} == {"macos"}


SMALL = {
    "most": "from multiprocessing import Queue\nQueue(32767)",
    "no limit": "from multiprocessing import Queue\nQueue(0)\nQueue()",
    "threads": "import multiprocessing\nfrom queue import Queue\nQueue(100000)",
    "manager": "import multiprocessing\nmultiprocessing.Manager().Queue(100000)",
    "linux": "import multiprocessing as mp, sys\nif sys.platform == 'linux':\n    mp.Queue(100000)",
    "value": "import multiprocessing\nmultiprocessing.Value('i', 100000)",
}


@pytest.mark.parametrize("source", SMALL.values(), ids=SMALL)
def test_small_counter(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP612", source) == []


_START = "import uuid\nfrom multiprocessing.shared_memory import ShareableList, SharedMemory\n"
NAMES = {
    "literal": "SharedMemory('a_rather_long_name_of_a_block_of_memory')  # MP613",
    "uuid": "SharedMemory(name=str(uuid.uuid4()), create=True, size=1)  # MP613",
    "hex": "SharedMemory(name=uuid.uuid4().hex, create=True, size=1)  # MP613",
    "sum": "SharedMemory(name='block_' + uuid.uuid4().hex, create=True, size=1)  # MP613",
    "format": "SharedMemory(name=f'b{uuid.uuid4().hex}', create=True, size=1)  # MP613",
    "assigned": "key = uuid.uuid4()\nname = f'block-{key}'\nSharedMemory(name, True, 1)  # MP613",
    "list": "ShareableList([1], name=f'x{uuid.uuid1()}')  # MP613",
    "two long ones": "name = 'a' * 5\nx = 'b_0123456789_0123456789_0123456789' if name else str(uuid.uuid4())\n"
    "SharedMemory(x)  # MP613",
}


@pytest.mark.parametrize("source", NAMES.values(), ids=NAMES)
def test_name(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP613", _START + source)
    assert {target.platform for target in finding.breaks_when} == {"macos"}


SHORT = {
    "none": "SharedMemory(create=True, size=1)",
    "literal": "SharedMemory('frames')",
    "cut": "SharedMemory(uuid.uuid4().hex[:20])",
    "cut text": "SharedMemory(f'x{str(uuid.uuid4())[:8]}')",
    "format that is cut": "SharedMemory(f'{str(uuid.uuid4()):.8}')",
    "unknown": "def f(name):\n    SharedMemory(name)",
    "perhaps short": "import sys\nSharedMemory('x' if sys.argv else str(uuid.uuid4()))",
    "not on macOS": "import sys\nif sys.platform != 'darwin':\n    SharedMemory(str(uuid.uuid4()))",
}


@pytest.mark.parametrize("source", SHORT.values(), ids=SHORT)
def test_short_name(check: Callable[[str, str], list[Finding]], source: str) -> None:
    assert check("MP613", _START + source) == []


def test_another_file_makes_what_this_one_sizes(tmp_path: Path) -> None:
    parts = """
        from multiprocessing import Queue
        from multiprocessing.shared_memory import SharedMemory

        class Board:
            def __init__(self, size, name):
                self.jobs = Queue(size)  # MP612
                self.block = SharedMemory(name, True, 9)  # MP613

        def short(size, name):
            return Queue(size), SharedMemory(name, True, 9)
        """
    program = """
        from parts import Board, short

        NAME = "the_name_of_the_board_of_this_program"

        if __name__ == "__main__":
            Board(100_000, NAME)
            short(100, NAME[:9])
        """
    check_files(tmp_path, {"parts.py": parts, "program.py": program}, "MP612", "MP613")
