"""MP321 and MP322: who destroys shared memory, and views that outlive it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


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


def test_a_file_that_creates_blocks_and_attaches_to_those_that_its_program_is_told(check: Check) -> None:
    found = check(
        "MP321",
        """
        import argparse
        import multiprocessing
        import sys
        from multiprocessing.shared_memory import ShareableList, SharedMemory

        class Reader:
            def __init__(self, name):
                self.name = name

            def open(self):
                return SharedMemory(name=self.name)  # MP321

        def total(arguments):
            return sum(ShareableList(name=arguments.numbers))  # MP321

        def first(name):
            return SharedMemory(name=name).buf[0]  # MP321

        def work(name):
            return SharedMemory(name=name).buf[0]

        def untracked(name):
            return SharedMemory(name=name, track=False)

        def own(block):
            return SharedMemory(name=block.name)

        if __name__ == "__main__":
            parser = argparse.ArgumentParser()
            parser.add_argument("numbers")
            total(parser.parse_args())
            Reader(sys.argv[1]).open(), first(input()), untracked(sys.argv[1])
            own(SharedMemory(create=True, size=10))
            multiprocessing.Process(target=work, args=(sys.argv[1],)).start()
        """,
    )
    assert {finding.confidence for finding in found} == {Confidence.MEDIUM}


def test_a_block_that_the_program_may_create_under_the_name_that_it_is_told(check: Check) -> None:
    check(
        "MP321",
        """
        import sys
        from multiprocessing.shared_memory import SharedMemory

        def open_block(name):
            try:
                return SharedMemory(name=name, create=True, size=10)
            except FileExistsError:
                return SharedMemory(name=name)

        open_block(sys.argv[1])
        """,
    )


def test_attaching_in_another_file_by_a_name_that_the_program_is_told(tmp_path: Path) -> None:
    blocks = """
        from multiprocessing.shared_memory import SharedMemory

        def create(size):
            return SharedMemory(create=True, size=size)

        def attach(name):
            return SharedMemory(name=name){}
    """
    reader = "import sys\nfrom blocks import attach\nprint(attach({}).buf[0])\n"
    check_files(tmp_path, {"blocks.py": blocks.format("  # MP321"), "reader.py": reader.format("sys.argv[1]")}, "MP321")
    check_files(tmp_path, {"blocks.py": blocks.format(""), "reader.py": reader.format("'frames'")}, "MP321")


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


def test_views_that_their_block_leaves_behind(check: Check) -> None:
    check(
        "MP322",
        """
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory

        def rows(block):
            whole = np.ndarray((1, 4), np.uint8, buffer=block.buf)
            rest = np.ndarray((4,), np.uint8, buffer=whole[0])
            return rest

        class Reader:
            def __init__(self, name):
                self.first = rows(SharedMemory(name=name))  # MP322

        def use(name):
            print(rows(block=SharedMemory(name=name)))  # MP322

        def deleted(name):
            block = SharedMemory(name=name)
            array = np.ndarray((4,), np.uint8, buffer=block.buf)
            del block  # MP322
            return array.sum()

        def forgotten(name):
            block = SharedMemory(name=name)
            array = np.ndarray((4,), np.uint8, buffer=block.buf)
            if name:
                block = None  # MP322
            print(array)

        block = SharedMemory(create=True, size=8)
        block = np.ndarray((1,), dtype=np.int64, buffer=block.buf)  # MP322
        print(block)
        """,
    )


def test_blocks_that_something_else_keeps(check: Check) -> None:
    check(
        "MP322",
        """
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory

        blocks = []

        def rows(block):
            return np.ndarray((1, 4), np.uint8, buffer=block.buf)

        def copied(block):
            return np.ndarray((4,), np.uint8, buffer=block.buf).copy()

        def kept(block):
            blocks.append(block)
            return np.ndarray((4,), np.uint8, buffer=block.buf)

        def total(block):
            return int(np.ndarray((4,), np.uint8, buffer=block.buf).sum())

        def use(name):
            print(copied(SharedMemory(name=name)), kept(SharedMemory(name=name)), total(SharedMemory(name=name)))
            rows(SharedMemory(name=name))
            block = SharedMemory(name=name)
            print(rows(block))

        def deleted(names):
            for name in names:
                block = SharedMemory(name=name)
                array = np.ndarray((4,), np.uint8, buffer=block.buf)
                first = array[0]
                print(array)
                del block
                print(first)

        def two_names(name):
            block = SharedMemory(name=name)
            other = block
            array = np.ndarray((4,), np.uint8, buffer=block.buf)
            block = None
            print(array, other)

        def taken_away_first(name):
            block = SharedMemory(name=name)
            array = np.ndarray((4,), np.uint8, buffer=block.buf)
            array = array.copy()
            block = None
            print(array)
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


def test_what_a_view_holds_is_put_into_another_array(check: Check) -> None:
    check(
        "MP322",
        """
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory

        def copied(name, result):
            block = SharedMemory(name=name)
            array = np.ndarray((4,), np.uint8, buffer=block.buf)
            result[:] = array[:]
            block.close()
            return result

        def first_column(name):
            result = np.zeros((4, 2))
            block = SharedMemory(name=name)
            result[:, 0] = np.ndarray((4,), np.uint8, buffer=block.buf)
            block.close()
            return result

        def a_slice_of_it(name):
            block = SharedMemory(name=name)
            array = np.ndarray((4,), np.uint8, buffer=block.buf)  # MP322
            return array[:2]

        def in_a_dict(name):
            arrays = {}
            block = SharedMemory(name=name)
            arrays[name] = np.ndarray((4,), np.uint8, buffer=block.buf)  # MP322
            return arrays
        """,
    )


def test_what_is_taken_out_of_a_view(check: Check) -> None:
    check(
        "MP322",
        """
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory

        def by_numbers(name, wanted):
            block = SharedMemory(name=name)
            array = np.ndarray((9, 3), np.uint8, buffer=block.buf)
            taken = array[wanted, ...]
            block.close()
            return taken

        def one_number(name):
            block = SharedMemory(name=name)
            array = np.ndarray((9,), np.uint8, buffer=block.buf)
            first = array[0]
            block.close()
            return first

        def one_number_too_late(name):
            block = SharedMemory(name=name)
            array = np.ndarray((9,), np.uint8, buffer=block.buf)
            block.close()
            return array[0]  # MP322

        def one_column(name):
            block = SharedMemory(name=name)
            array = np.ndarray((9, 3), np.uint8, buffer=block.buf)  # MP322
            column = array[:, 0]
            block.close()
            return column
        """,
    )


def test_views_in_the_way_of_close(check: Check) -> None:
    check(
        "MP322",
        """
        import numpy as np
        from multiprocessing.shared_memory import SharedMemory

        def local(name):
            block = SharedMemory(name=name)
            numbers = np.frombuffer(block.buf, dtype="u4")
            head = block.buf[:8].cast("I").toreadonly()
            try:
                return sum(head), numbers.sum()
            finally:
                block.close()  # MP322

        class Base:
            def __init__(self, name):
                self.block = SharedMemory(name=name)

        class Frames(Base):
            def __init__(self, name, rows):
                super().__init__(name)
                self.frames: memoryview = memoryview(self.block.buf)[8:]
                self.rows = rows

            def __exit__(self, *exception):
                self.block.close()  # MP322
        """,
    )


#: Functions that get a block and close it while no view of it is there, or know that they may not.
RELEASED = {
    "released": "view = block.buf[:4]; print(view); view.release(); block.close()",
    "deleted": "view = block.buf[:4]; print(view); del view; block.close()",
    "bound again": "view = block.buf[:4]; view = bytes(view); block.close()",
    "a copy": "view = block.buf[:4].tobytes(); block.close(); print(view)",
    "an item": "view = block.buf[0]; block.close(); print(view)",
    "the buffer itself": "view = block.buf; print(view[0]); block.close()",
    "made after it": "block.close(); view = other.buf[:4]",
    "given to what releases it": "view = block.buf[:4]; stack.enter_context(view); stack.close(); block.close()",
    "one of several": """
        one = block.buf[:4]
        two = block.buf[4:]
        for view in (one, two):
            view.release()
        block.close()
    """,
    "a block of statements": """
        with block.buf[:4] as view:
            print(view)
        block.close()
    """,
    "a name of a block of statements": """
        view = block.buf.cast("I")
        with view:
            print(view)
        block.close()
    """,
    "caught": """
        view = block.buf[:4]
        try:
            block.close()
        except BufferError:
            print(view)
    """,
}


@pytest.mark.parametrize("name", RELEASED)
def test_views_that_are_gone_before_close(check: Check, name: str) -> None:
    body = textwrap.indent(textwrap.dedent(RELEASED[name]).strip(), "    ")
    head = """
from multiprocessing.shared_memory import SharedMemory

def use(name, other, stack):
    block = SharedMemory(name=name)
"""
    check("MP322", head + body + "\n")


def test_views_of_objects_that_release_them_or_leave_the_block_to_others(check: Check) -> None:
    check(
        "MP322",
        """
        from multiprocessing.shared_memory import SharedMemory

        class Released:
            def __init__(self, name):
                self.block = SharedMemory(name=name)
                self.first = self.block.buf[:8]

            def close(self):
                self.first.release()
                self.block.close()

        class Emptied:
            def __init__(self, name):
                self.block = SharedMemory(name=name)
                self.second = self.block.buf[:8]

            def free(self):
                del self.second

            def close(self):
                self.free()
                self.block.close()

        class Failing:
            def __init__(self, name):
                self.block = SharedMemory(name=name)
                if self.block.size < 8:
                    self.block.close()
                    raise ValueError(name)
                self.third = self.block.buf[:8]
        """,
    )


CREATES = """
    from multiprocessing.shared_memory import SharedMemory

    class Frame:
        def __init__(self, size, name="frames"):
            self.block = SharedMemory(name, create={create}, size=size)
    """
ATTACHES = """
    from multiprocessing.shared_memory import SharedMemory
    from frame import Frame

    if __name__ == "__main__":
        frame = Frame(16)
        again = SharedMemory(name="frames")  # {mark}
        again.close()
    """


@pytest.mark.parametrize(("create", "mark"), [("True", "fine"), ("False", "MP321")])
def test_another_file_creates_the_block(tmp_path: Path, create: str, mark: str) -> None:
    files = {"frame.py": CREATES.format(create=create), "program.py": ATTACHES.format(mark=mark)}
    check_files(tmp_path, files, "MP321")
