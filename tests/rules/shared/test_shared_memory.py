"""MP321 and MP322: who destroys shared memory, and views that outlive it."""

from __future__ import annotations

from mpcheck.findings import Confidence
from snippets import Check


def test_attaching_in_a_function_of_unknown_callers_is_a_hint(check: Check) -> None:
    found = check(
        "MP321",
        """
        from multiprocessing import shared_memory as memory

        def attach(name):
            return memory.SharedMemory(name, False)  # MP321

        if __name__ == "__main__":
            block = memory.SharedMemory("frames")  # MP321
            print(block.buf[0])
        """,
    )
    assert sorted(finding.confidence for finding in found) == sorted([Confidence.LOW, Confidence.MEDIUM])
    assert "windows" not in {target.platform for finding in found for target in finding.breaks_when}


def test_creators_children_and_untracked_blocks(check: Check) -> None:
    check(
        "MP321",
        """
        import multiprocessing
        from multiprocessing.shared_memory import ShareableList, SharedMemory

        def work(name):
            return SharedMemory(name=name).buf[0]

        def read(name, options):
            SharedMemory(name=name, track=False)
            SharedMemory(name=name, **options)

        if __name__ == "__main__":
            with multiprocessing.Pool() as pool:
                pool.map(work, ["a", "b"])
        """,
    )


def test_a_file_that_creates_too(check: Check) -> None:
    check(
        "MP321",
        """
        from multiprocessing.shared_memory import SharedMemory

        def open_block(name, size=None):
            if size:
                return SharedMemory(name=name, create=True, size=size)
            return SharedMemory(name=name)

        if __name__ == "__main__":
            open_block("a", 10), open_block("a")
        """,
    )


def test_views_that_leave_a_method_or_are_kept(check: Check) -> None:
    check(
        "MP322",
        """
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory as Block

        class Frames:
            def attach(self, name):
                block = Block(name=name)
                self.array = np.ndarray((4,), np.uint8, block.buf)  # MP322

            def twice(self, name):
                block = Block(name=name)
                try:
                    return np.ndarray((4,), np.uint8, buffer=block.buf)  # MP322
                finally:
                    block.close()
        """,
    )


def test_a_block_that_is_kept_or_a_copy(check: Check) -> None:
    check(
        "MP322",
        """
        import contextlib
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory

        blocks = []

        def kept(name):
            block = SharedMemory(name=name)
            blocks.append(block)
            return np.ndarray((4,), np.uint8, buffer=block.buf)

        def both(name):
            block = SharedMemory(name=name)
            return np.ndarray((4,), np.uint8, buffer=block.buf), block

        def copied(name):
            block = SharedMemory(name=name)
            array = np.ndarray((4,), np.uint8, buffer=block.buf)
            total = array.sum()
            result = array.copy()
            block.close()
            return result, total

        @contextlib.contextmanager
        def opened(name):
            block = SharedMemory(name=name)
            yield np.ndarray((4,), np.uint8, buffer=block.buf)
            block.close()

        def each(names):
            for name in names:
                block = SharedMemory(name=name)
                array = np.ndarray((4,), np.uint8, buffer=block.buf)
                print(array)
                block.close()
        """,
    )
