"""MP407: several pipes that are waited for at once, until all of them have come to their end."""

from __future__ import annotations

import pytest

from snippets import Check

_WORK = """
        from multiprocessing import Pipe, Process
        from multiprocessing.connection import wait

        def work(end, n):
            with end:
                for i in range(n):
                    end.send(i)

"""
_START = (
    _WORK
    + """
        def main():
            readers, writers = [], []
            for n in range(3):
                reader, writer = Pipe(duplex=False)
                Process(target=work, args=(writer, n)).start()
                readers.append(reader)
"""
)
_READ = """
            while readers:
                for reader in wait(readers):
                    try:
                        print(reader.recv()){}
                    except EOFError:
                        readers.remove(reader)
"""

WRONG = {
    "the last one is left": _START + _READ.format("  # MP407"),
    "all are kept in a list": _START
    + """
                writers.append(writer)
            print(len(writers))
"""
    + _READ.format("  # MP407"),
    "all are kept in a dict of an object": _WORK
    + """
        class Crew:
            def __init__(self):
                self.ends = {}

            def start(self, n):
                reader, writer = Pipe(False)
                Process(target=work, args=(writer, n)).start()
                self.ends[reader] = writer

            def read(self):
                waiting = set(self.ends)
                while waiting:
                    for reader in wait(waiting):
                        try:
                            yield reader.recv()  # MP407
                        except EOFError:
                            waiting.discard(reader)
        """,
}

RIGHT = {
    "each is closed at once": _START
    + """
                writer.close()
"""
    + _READ.format(""),
    "all are closed before": _START
    + """
                writers.append(writer)
            for one in writers:
                one.close()
"""
    + _READ.format(""),
    "all are closed by what is imported": "        from tools import close_all"
    + _START
    + """
                writers.append(writer)
            close_all(writers)
"""
    + _READ.format(""),
    "a mark is the end": _START
    + """
            while readers:
                for reader in wait(readers):
                    try:
                        if reader.recv() is None:
                            readers.remove(reader)
                    except EOFError:
                        readers.remove(reader)
        """,
    "the wait has a limit": _START
    + """
            while readers:
                for reader in wait(readers, 5) or readers[:]:
                    try:
                        print(reader.recv())
                    except EOFError:
                        readers.remove(reader)
        """,
}


@pytest.mark.parametrize("program", [*WRONG.values(), *RIGHT.values()], ids=[*WRONG, *RIGHT])
def test_pipes_that_are_waited_for(check: Check, program: str) -> None:
    check("MP407", program)
