"""MP401: joins that exit stacks make."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

START = """
        from contextlib import ExitStack
        from multiprocessing import Process, Queue

        def work(queue, rows):
            for row in rows:
                queue.put([row] * 100_000)

        def main(parts):
            queue = Queue()
"""
LOOP = """
                for part in parts:
                    process = Process(target=work, args=(queue, part))
                    process.start()
                    stack.callback(process.join)
"""
BLOCK = START + "            with ExitStack() as stack:{}" + LOOP
OPEN = START + "            stack = ExitStack()\n            if parts:" + LOOP

PROGRAMS = {
    "read after the block": BLOCK.format("  # MP401") + "            return queue.get()\n",
    "read in the block": BLOCK.format("") + "                return queue.get()\n",
    "read after the stack is closed": OPEN + "            stack.close()  # MP401\n            return queue.get()\n",
    "read before the stack is closed": OPEN
    + "            found = queue.get()\n            stack.close()\n            return found\n",
    "terminated by the stack": BLOCK.format("")
    + "                    stack.callback(process.terminate)\n            return queue.get()\n",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_stack(check: Check, program: str) -> None:
    check("MP401", program)


def test_a_stack_of_another_file(tmp_path: Path) -> None:
    files = {
        "main.py": """
            from crew import Crew

            def main(parts):
                with Crew() as crew:  # MP401
                    for part in parts:
                        crew.start(part)
                return crew.all()
        """,
        "crew.py": """
            import contextlib
            import multiprocessing

            def work(queue, rows):
                for row in rows:
                    queue.put([row] * 100_000)

            class Crew:
                def __init__(self):
                    self.queue, self.stack = multiprocessing.Queue(), contextlib.ExitStack()

                def __enter__(self):
                    return self

                def __exit__(self, *error):
                    self.stack.close()

                def start(self, part):
                    process = multiprocessing.Process(target=work, args=(self.queue, part))
                    process.start()
                    self.stack.callback(process.join)

                def all(self):
                    return list(iter(self.queue.get, None))
        """,
    }
    check_files(tmp_path, files, "MP401")
