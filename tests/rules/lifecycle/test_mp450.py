from __future__ import annotations

from collections.abc import Callable

import pytest

from mpcheck.findings import Finding

Check = Callable[[str, str], list[Finding]]

WRONG = {
    "an executor, standard error, bytes": """
        import sys
        from concurrent.futures import ProcessPoolExecutor as Executor

        def warn(text):
            print(text, file=sys.stderr)

        def test_warns(capsysbinary):
            with Executor(1) as executor:
                executor.submit(warn, "x").result()
            captured = capsysbinary.readouterr()  # MP450
            assert b"x" in captured.err
        """,
    "helpers that start and read": """
        import multiprocessing

        class Job(multiprocessing.get_context("spawn").Process):
            def run(self):
                self.tell()

            def tell(self):
                print("done")

        def run():
            job = Job()
            job.start()
            job.join()

        def lines(capsys):
            return capsys.readouterr().out.splitlines()  # MP450

        def test_tells(capsys):
            run()
            assert lines(capsys) == ["done"]
        """,
}

RIGHT = {
    "read before the start, or to drop it": """
        from multiprocessing import Process

        def greet():
            print("hello")

        def test_starts(capsys):
            assert capsys.readouterr().out == ""
            child = Process(target=greet)
            child.start()
            child.join()
            capsys.readouterr()
            assert child.exitcode == 0
        """,
    "the test prints too": """
        from multiprocessing import Process

        def greet():
            print("hello")

        def test_greets(capsys):
            child = Process(target=greet)
            child.start()
            child.join()
            greet()
            assert capsys.readouterr().out == "hello\\n"
        """,
    "the process prints to a file, or to a stream of its own": """
        import io
        import sys
        from multiprocessing import Pipe, Process

        def greet(path):
            with open(path, "w") as file:
                print("hello", file=file)

        def tell(end):
            sys.stdout = io.StringIO()
            print("hello")
            end.send(sys.stdout.getvalue())

        def test_greets(capsys, tmp_path):
            here, there = Pipe()
            for child in (Process(target=greet, args=(tmp_path,)), Process(target=tell, args=(there,))):
                child.start()
                child.join()
            assert capsys.readouterr().out == ""
        """,
    "a stream without a process": """
        import subprocess
        import sys
        from multiprocessing.dummy import Process

        def greet():
            print("hello")

        def test_greets(capsys):
            child = Process(target=greet)
            child.start()
            child.join()
            assert capsys.readouterr().out == "hello\\n"
        """,
    "another test": """
        from multiprocessing import Process

        def greet():
            print("hello")

        def test_process(capfd):
            child = Process(target=greet)
            child.start()
            child.join()
            assert capfd.readouterr().out

        def test_call(capsys):
            greet()
            assert capsys.readouterr().out
        """,
    "an object that only has the method": """
        from multiprocessing import Process

        def greet():
            print("hello")

        def collect(source):
            child = Process(target=greet)
            child.start()
            return source.readouterr()
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP450", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP450", RIGHT[name]) == []
