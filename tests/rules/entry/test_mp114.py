"""MP114 in other styles: numbers of descriptors that travel, and what travels with its descriptor."""

from __future__ import annotations

import textwrap

import pytest

from snippets import Check

_START = textwrap.dedent("""
    import os, socket, sys, tempfile
    import multiprocessing as mp
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    def work(*args, **kwargs): ...
""")

REPORTED = {
    "of a temporary file": """
        def main():
            number, path = tempfile.mkstemp()
            mp.Process(target=work, args=(number, path)).start()  # MP114
        """,
    "both ends of a pipe": """
        def main():
            ends = os.pipe()
            mp.Process(target=work, args=ends).start()  # MP114
        """,
    "by index": """
        def main():
            pair = os.pipe()
            mp.Process(target=work, args=("x", pair[1])).start()  # MP114
        """,
    "for each worker of a pool": """
        def main(path):
            log = os.open(path, os.O_WRONLY | os.O_APPEND)
            with mp.Pool(initializer=work, initargs=(log,)) as pool:  # MP114
                pool.map(print, [1])
        """,
    "to an executor": """
        def main(path):
            with open(path) as file, ProcessPoolExecutor() as executor:
                executor.submit(work, file.fileno()).result()  # MP114
        """,
    "in a partial": """
        from functools import partial
        def main():
            server = socket.create_server(("", 0))
            mp.get_context("spawn").Process(target=partial(work, server.fileno())).start()  # MP114
        """,
    "of each connection": """
        class Group:
            def __init__(self):
                self.pairs = [socket.socketpair() for _ in range(3)]
            def start(self):
                numbers = [here.fileno() for here, there in self.pairs]
                mp.Process(target=work, args=(numbers,)).start()  # MP114
        """,
}

SILENT = {
    "the path of a temporary file": """
        def main():
            number, path = tempfile.mkstemp()
            os.close(number)
            mp.Process(target=work, args=(path, tempfile.mkstemp()[1])).start()
        """,
    "the socket": """
        def main():
            server = socket.create_server(("", 0))
            mp.Process(target=work, args=(server,)).start()
        """,
    "standard output": """
        def main():
            mp.Process(target=work, args=(sys.stdout.fileno(), sys.__stderr__.fileno())).start()
        """,
    "what multiprocessing carries over": """
        from multiprocessing.reduction import DupFd
        def main():
            reader, writer = os.pipe()
            mp.Process(target=work, args=(DupFd(writer),)).start()
        """,
    "fork": """
        def main():
            reader, writer = os.pipe()
            mp.get_context("fork").Process(target=work, args=(writer,)).start()
        """,
    "threads": """
        def main():
            reader, writer = os.pipe()
            with ThreadPoolExecutor() as executor:
                executor.submit(work, writer)
        """,
    "only where there is fork": """
        def main():
            reader, writer = os.pipe()
            if mp.get_start_method() == "fork":
                mp.Process(target=work, args=(writer,)).start()
        """,
    "what was read": """
        def main(path):
            descriptor = os.open(path, os.O_RDONLY)
            data = os.read(descriptor, 10)
            mp.Process(target=work, args=(data, os.fstat(descriptor).st_size)).start()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    for finding in check("MP114", _START + textwrap.dedent(source)):
        assert "fork" not in {target.start_method for target in finding.breaks_when}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP114", _START + textwrap.dedent(source))
