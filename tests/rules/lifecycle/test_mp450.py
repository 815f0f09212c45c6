from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mpcheck.model.module import Module
from mpcheck.model.project import Project
from mpcheck.rules.lifecycle.mp450_capsys_misses_worker import RULE
from mpcheck.targets import all_targets
from snippets import Check, check_files

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


PROGRAM = """
from multiprocessing import Process

def greet():
    print("hello")

def main():
    child = Process(target=greet)
    child.start()
    child.join()
"""
TEST = """
def test_greets(capsys):
    main()
    assert "hello" in capsys.readouterr().out
"""


def _parse(path: str) -> tuple[str, ast.Module] | None:
    text = Path(path).read_text(encoding="utf-8")
    return text, ast.parse(text)


def test_what_a_program_of_another_file_prints_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    file = tmp_path / "test_program.py"
    for text, expected in ((PROGRAM + TEST, 1), ("from program import main\n" + TEST, 0)):
        file.write_text(text, encoding="utf-8")
        module = Module(file.name, text, ast.parse(text), all_targets(), Project(_parse), str(file))
        assert bool(module.reached_tasks)
        assert len(list(RULE.check(module))) == expected


def test_a_helper_of_another_file_starts_what_the_test_prints(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            def run(target):
                process = Process(target=target)
                process.start()
                process.join()
        """,
        "test_show.py": """
            from lib import run

            def show():
                print("shown")

            def test_show(capsys):
                run(show)
                assert "shown" in capsys.readouterr().out  # MP450
        """,
    }
    check_files(tmp_path, files, "MP450")


def test_the_program_that_a_test_runs_starts_what_prints(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            from multiprocessing import Process

            def show():
                print("shown")

            def main():
                print("begins")
                process = Process(target=show)
                process.start()
                process.join()
        """,
        "test_show.py": """
            from lib import main

            def test_show(capsys):
                main()
                assert "begins" in capsys.readouterr().out
        """,
    }
    check_files(tmp_path, files, "MP450")
