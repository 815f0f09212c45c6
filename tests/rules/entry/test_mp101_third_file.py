"""MP101: a script calls a package whose own files pass the work on to one that starts processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

_PACKAGE = {
    "kit/__init__.py": """
        from .sheets import Sheet, contact, count
        """,
    "kit/batch.py": """
        from concurrent import futures

        def process_map(function, items):
            with futures.ProcessPoolExecutor() as executor:
                yield from executor.map(function, items)

        def thread_map(function, items):
            with futures.ThreadPoolExecutor() as executor:
                yield from executor.map(function, items)

        class Workers:
            def each(self, function, items):
                return list(process_map(function, items))
        """,
    "kit/sheets.py": """
        from functools import partial
        from . import batch
        from .batch import process_map, thread_map

        def tile(frame, edge):
            return frame[:edge]

        def contact(frames, edge):
            return list(process_map(partial(tile, edge=edge), frames))

        def count(frames):
            return list(thread_map(len, frames))

        class Sheet:
            def __init__(self, frames):
                self.frames = frames

            def show(self):
                return batch.Workers().each(len, self.frames)
        """,
}


@pytest.mark.parametrize(
    "program",
    [
        "from kit import contact\nprint(contact(['a'], 2))  # MP101",
        "import kit.sheets as k\ndef main():\n    k.contact(['a'], 2)\nmain()  # MP101",
        "from kit import Sheet\nsheet = Sheet(['a'])\nlengths = sheet.show()  # MP101",
    ],
)
def test_wrong(tmp_path: Path, program: str) -> None:
    check_files(tmp_path, {**_PACKAGE, "program.py": program}, "MP101")


@pytest.mark.parametrize(
    "program",
    [
        "from kit import contact\nif __name__ == '__main__':\n    print(contact(['a'], 2))",
        "from kit import count\nprint(count(['a']))",
        "from kit import contact\ndef show():\n    return contact(['a'], 2)\nprint(show.__name__)",
        "from kit import Sheet\nsheet = Sheet(['a'])",
    ],
)
def test_right(tmp_path: Path, program: str) -> None:
    check_files(tmp_path, {**_PACKAGE, "program.py": program}, "MP101")
