"""MP616 on programs in many styles: who unlinks a block of shared memory."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from mpcheck.findings import Finding
from snippets import check_files

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


LEFT_BY_ERRORS = {
    "after the try": """
        def show(draw, n):
            frame = SharedMemory(create=True, size=n)  # MP616
            try:
                draw(frame.buf)
            finally:
                frame.close()
            frame.unlink()
    """,
    "at the end of the try": """
        def checksum(parts):
            memory = SharedMemory(name="parts", create=True, size=64)  # MP616
            try:
                for place, part in enumerate(parts):
                    memory.buf[place] = int(part)
                total = sum(memory.buf)
                memory.unlink()
            finally:
                memory.close()
            return total
    """,
    "other errors are logged": """
        import logging

        def show(draw, files, n):
            frame = SharedMemory(create=True, size=n)  # MP616
            try:
                draw(frame.buf)
            except ValueError:
                logging.exception("not drawn")
                raise
            finally:
                frame.close()
            frame.unlink()
            open(files[0]).close()
    """,
    "in the block of a context manager": """
        import contextlib

        @contextlib.contextmanager
        def scratch(size):
            memory = SharedMemory(create=True, size=size)  # MP616
            try:
                yield memory
            finally:
                memory.close()
            memory.unlink()
    """,
    "in a block of the file": """
        from contextlib import contextmanager

        @contextmanager
        def frame(size, keep=False):
            memory = SharedMemory("frame", create=True, size=size)  # MP616
            yield memory
            memory.close()
            if not keep:
                memory.unlink()

        def show(draw):
            with frame(9) as memory:
                draw(memory)
    """,
    "in a block of a coroutine": """
        from contextlib import asynccontextmanager

        class Camera:
            @asynccontextmanager
            async def lent(self):
                memory = SharedMemory(create=True, size=9)  # MP616
                try:
                    yield memory.buf
                except ValueError as error:
                    print(error)
                    raise
                memory.unlink()
    """,
}


@pytest.mark.parametrize("source", LEFT_BY_ERRORS.values(), ids=LEFT_BY_ERRORS)
def test_an_error_skips_unlink(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP616", _START + textwrap.dedent(source))
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


def _function(body: str) -> str:
    return _START + "def show(draw, n):\n    b = SharedMemory(create=True, size=n)\n" + textwrap.indent(body, "    ")


FREED_AFTER_ERRORS = {
    "in the finally": "try:\n    draw(b.buf)\nfinally:\n    b.close()\n    b.unlink()\n",
    "in a finally of its own": "try:\n    try:\n        draw(b.buf)\n    finally:\n        b.close()\nfinally:\n    b.unlink()\n",
    "in a finally that closes": "try:\n    draw(b)\nfinally:\n    try:\n        draw(b.buf)\n    finally:\n        b.close()\n    b.unlink()\n",
    "by a handler as well": """
try:
    draw(b.buf)
except BaseException:
    b.unlink()
    raise
finally:
    b.close()
b.unlink()
""",
    "errors are taken": "try:\n    draw(b.buf)\nexcept Exception as error:\n    print(error)\nfinally:\n    b.close()\nb.unlink()\n",
    "nothing can fail": "try:\n    b.buf[0] = 1\nfinally:\n    b.close()\nb.unlink()\n",
    "at exit": "import atexit\natexit.register(b.unlink)\ntry:\n    draw(b.buf)\nfinally:\n    b.close()\n",
    "by a stack": """
import contextlib
with contextlib.ExitStack() as stack:
    stack.callback(b.unlink)
    try:
        draw(b.buf)
    finally:
        b.close()
""",
    "at once": "try:\n    b.unlink()\n    draw(b.buf)\nfinally:\n    b.close()\n",
    "by whoever gets it": "try:\n    draw(b)\nfinally:\n    b.close()\nb.unlink()\n",
    "by its name": "try:\n    draw(b.buf)\nfinally:\n    b.close()\nSharedMemory(b.name).unlink()\nb.unlink()\n",
    "of a generator": "yield b\nb.close()\nb.unlink()\n",
    "without a try": "draw(b.buf)\nb.close()\nb.unlink()\n",
}


@pytest.mark.parametrize("body", FREED_AFTER_ERRORS.values(), ids=FREED_AFTER_ERRORS)
def test_errors_do_not_matter(check: Callable[[str, str], list[Finding]], body: str) -> None:
    assert check("MP616", _function(body)) == []


LENT = {
    "in the finally": "    b = SharedMemory(create=True, size=n)\n    try:\n        yield b\n    finally:\n        b.close()\n        b.unlink()\n",
    "by a stack": """
    with contextlib.ExitStack() as stack:
        b = SharedMemory(create=True, size=n)
        stack.callback(b.unlink)
        yield b
        b.close()
""",
    "by a handler as well": """
    b = SharedMemory(create=True, size=n)
    try:
        yield b
    except BaseException:
        b.unlink()
        raise
    b.unlink()
""",
    "errors are taken": """
    b = SharedMemory(create=True, size=n)
    with contextlib.suppress(ValueError):
        yield b
    b.unlink()
""",
    "made later": "    yield\n    b = SharedMemory(create=True, size=n)\n    b.unlink()\n",
    "by the block": "    b = SharedMemory(create=True, size=n)\n    yield b\n    b.close()\nwith lent(9) as a:\n    a.unlink()\n",
}


@pytest.mark.parametrize("body", LENT.values(), ids=LENT)
def test_a_context_manager_frees_what_it_lends(check: Callable[[str, str], list[Finding]], body: str) -> None:
    source = f"{_START}import contextlib\n@contextlib.contextmanager\ndef lent(n):\n{body}"
    assert check("MP616", source) == []


ENDED_AT_ONCE = {
    "in a function that the try calls": """
        import os

        def check(block):
            if block.buf[0]:
                os._exit(3)  # MP616

        def main():
            block = SharedMemory(create=True, size=9)
            try:
                check(block)
            finally:
                block.close()
                block.unlink()
    """,
    "in the block of a generator's": """
        import os
        from contextlib import contextmanager

        @contextmanager
        def lent(size):
            block = SharedMemory(create=True, size=size)
            try:
                yield block
            finally:
                block.unlink()

        def main():
            with lent(9) as block:
                if block.buf[0]:
                    os._exit(3)  # MP616
    """,
    "a list": """
        import os

        def main(child):
            numbers = ShareableList([1, 2])
            try:
                if child.exitcode:
                    os._exit(child.exitcode)  # MP616
            finally:
                numbers.shm.close()
                numbers.shm.unlink()
    """,
    "a method": """
        import os

        class App:
            def __init__(self):
                self.block = SharedMemory(create=True, size=9)

            def run(self):
                try:
                    self.block.buf[0] = 1
                except KeyboardInterrupt:
                    os.abort()  # MP616
                finally:
                    self.close()

            def close(self):
                self.block.close()
                self.block.unlink()

        if __name__ == "__main__":
            App().run()
    """,
}
FREED_BEFORE = {
    "by the block that has been left": """
        import os
        from contextlib import contextmanager

        @contextmanager
        def lent(size):
            block = SharedMemory(create=True, size=size)
            try:
                yield block
            finally:
                block.unlink()

        def main():
            with lent(9) as block:
                block.buf[0] = 1
            os._exit(0)
    """,
    "in the handler, and if there is one": """
        import os

        def main(wanted):
            block = None
            try:
                if wanted:
                    block = SharedMemory(create=True, size=9)
            except OSError:
                if block:
                    block.unlink()
                os._exit(1)
            finally:
                if block:
                    block.close()
                    block.unlink()
            os._exit(0)
    """,
    "by the function that ends the program": """
        import os

        def stop(block):
            block.close()
            block.unlink()
            os._exit(2)

        def main():
            block = SharedMemory(create=True, size=9)
            try:
                if block.buf[0]:
                    stop(block)
            finally:
                block.unlink()
    """,
    "it is a worker or a callback that ends": """
        import os, signal, threading
        from multiprocessing import Process

        def work(name):
            block = SharedMemory(name)
            block.close()
            os._exit(0)

        def main():
            block = SharedMemory(create=True, size=9)
            signal.signal(signal.SIGTERM, lambda *_: os._exit(1))
            threading.Timer(60, lambda: os._exit(1)).start()
            child = Process(target=work, args=(block.name,))
            child.start()
            child.join()
            block.unlink()

        if __name__ == "__main__":
            main()
    """,
    "it is the child of a fork": """
        import os

        def main():
            block = SharedMemory(create=True, size=9)
            if os.fork() == 0:
                block.buf[0] = 1
                os._exit(0)
            os.wait()
            block.unlink()
    """,
}


@pytest.mark.parametrize("source", ENDED_AT_ONCE.values(), ids=ENDED_AT_ONCE)
def test_a_program_that_is_ended_before_it_unlinks(check: Callable[[str, str], list[Finding]], source: str) -> None:
    (finding,) = check("MP616", _START + textwrap.dedent(source))
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


@pytest.mark.parametrize("source", FREED_BEFORE.values(), ids=FREED_BEFORE)
def test_a_program_that_unlinks_before_it_ends(check: Callable[[str, str], list[Finding]], source: str) -> None:
    check("MP616", _START + textwrap.dedent(source))


def test_a_whole_program_unlinks_nothing(tmp_path: Path) -> None:
    store = """
        from multiprocessing.shared_memory import SharedMemory

        class Store:
            def __init__(self, size):
                self.block = SharedMemory(create=True, size=size){mark}

            def close(self):
                self.block.close()
        """
    program = """
        from multiprocessing import Process
        from store import Store
        import tidy

        if __name__ == "__main__":
            store = Store(9)
            Process(target=print, args=(store.block.name,)).start()
            store.close()
            tidy.leave(store)
        """
    for last, mark in (("print('done')", "  # MP616"), ("store.block.unlink()", "")):
        files = {
            "store.py": store.format(mark=mark),
            "tidy.py": f"def leave(store):\n    {last}",
            "program.py": program,
        }
        check_files(tmp_path / last[:5], files, "MP616")


def test_another_file_ends_the_process_at_once(tmp_path: Path) -> None:
    ring = """
        import os
        from multiprocessing.shared_memory import SharedMemory

        class Ring:
            def __enter__(self):
                self.block = SharedMemory(create=True, size=9)
                return self

            def __exit__(self, *error):
                self.block.close()
                self.block.unlink()

        def give_up():
            os._exit(3)  # MP616

        def leave():
            os._exit(0)
        """
    program = """
        from ring import Ring, give_up, leave

        def main():
            with Ring() as ring:
                if not ring.block.buf[0]:
                    give_up()
            leave()

        if __name__ == "__main__":
            main()
        """
    check_files(tmp_path, {"ring.py": ring, "program.py": program}, "MP616")


BLOCKS = """
from multiprocessing import shared_memory

def take(name, size):
    block = shared_memory.SharedMemory(name=name)
    data = bytes(block.buf[:size])
    block.close()
    {end}
    return data
"""
SENDER = """
from multiprocessing import shared_memory
import blocks

class Sender:
    def send(self, key, data):
        block = shared_memory.SharedMemory(create=True, size=len(data)){mark}
        block.buf[:] = data
        {kept}
        block.close()
"""


@pytest.mark.parametrize(
    "kept",
    ["self.queue[key] = (len(data), block.name)", "self.queue.put([block.name])", "self.name = block.name"],
)
def test_another_file_unlinks_by_name(tmp_path: Path, kept: str) -> None:
    files = {"blocks.py": BLOCKS.format(end="block.unlink()"), "sender.py": SENDER.format(kept=kept, mark="")}
    check_files(tmp_path, files, "MP616")


@pytest.mark.parametrize(
    ("kept", "end"),
    [
        ("self.queue[key] = (len(data), block.name)", "print(name)"),
        ("print(block.name)", "block.unlink()"),
        ("name = block.name", "block.unlink()"),
        ("self.queue[key] = (len(data), block.size)", "block.unlink()"),
    ],
)
def test_another_file_does_not_unlink_by_name(tmp_path: Path, kept: str, end: str) -> None:
    files = {"blocks.py": BLOCKS.format(end=end), "sender.py": SENDER.format(kept=kept, mark="  # MP616")}
    check_files(tmp_path, files, "MP616")
