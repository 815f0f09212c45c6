"""MP320: what reads standard input in workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

CODE = "MP320"


def test_a_helper_and_an_alias(check: Check) -> None:
    check(
        CODE,
        """
        import multiprocessing
        from pdb import set_trace as stop

        def ask(text):
            return input(text)  # MP320

        def work(number):
            stop()  # MP320
            return ask(str(number))

        def main(context):
            context.Process(target=work, args=(1,)).start()

        if __name__ == "__main__":
            main(multiprocessing.get_context("spawn"))
        """,
    )


def test_an_initializer_and_a_method(check: Check) -> None:
    check(
        CODE,
        """
        import sys
        from concurrent.futures import ProcessPoolExecutor

        class Job:
            def prepare(self):
                self.password = sys.stdin.readline()  # MP320

        def run(job):
            with ProcessPoolExecutor(initializer=job.prepare) as executor:
                executor.submit(print, 1)

        if __name__ == "__main__":
            run(Job())
        """,
    )


def test_standard_input_given_by_the_parent(check: Check) -> None:
    check(
        CODE,
        """
        import os, sys
        from multiprocessing import Process

        def work(descriptor):
            sys.stdin = os.fdopen(descriptor)
            return input()

        if __name__ == "__main__":
            Process(target=work, args=(os.dup(0),)).start()
        """,
    )


_CLASS = """
import io, sys

class replayed:
    def __enter__(self):
        self.before, sys.stdin = sys.stdin, io.StringIO("yes")

    def __exit__(self, *exc):
        sys.stdin = self.before
"""

_GENERATOR = """
import io, sys
from contextlib import contextmanager

@contextmanager
def replayed():
    before, sys.stdin = sys.stdin, io.StringIO("yes")
    yield
    sys.stdin = before
"""

_PROGRAM = """
from multiprocessing import Pool

def ask(text):
    return input(text){mark}

def decide(text):
    with {manager}:
        return ask(text)

def main():
    with replayed(), Pool() as pool:
        print(pool.map(decide, ["a", "b"]))

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("replayed", [_CLASS, _GENERATOR], ids=["class", "generator"])
def test_standard_input_that_the_parent_alone_replaces_is_closed_in_workers(check: Check, replayed: str) -> None:
    check(CODE, replayed + _PROGRAM.format(manager="open(text)", mark="  # MP320"))
    check(CODE, replayed + _PROGRAM.format(manager="replayed()", mark=""))


def test_threads_the_parent_and_names_of_ones_own(check: Check) -> None:
    check(
        CODE,
        """
        import sys
        from multiprocessing import Pool
        from threading import Thread
        from forms import input as ask

        def listen():
            for line in sys.stdin:
                print(line)

        def work(number):
            return ask(number)

        if __name__ == "__main__":
            Thread(target=listen).start()
            with Pool() as pool:
                pool.map(work, [int(input())])
        """,
    )


def test_helpers_of_other_files(tmp_path: Path) -> None:
    check_files(
        tmp_path,
        {
            "main.py": """
                import multiprocessing
                import jobs

                def main():
                    workers = [multiprocessing.Process(target=jobs.Cleaner(name).work) for name in "ab"]
                    for worker in workers:
                        worker.start()

                if __name__ == "__main__":
                    main()
                """,
            "jobs.py": """
                from tools import terminal

                class Cleaner:
                    def __init__(self, name):
                        self.name = name

                    def work(self):
                        terminal.choose(["keep", "delete"])
                        return terminal.rest()
                """,
            "tools/__init__.py": "",
            "tools/terminal.py": """
                import pdb
                import sys

                def choose(options):
                    while True:
                        picked = input("/".join(options))  # MP320
                        if picked in options:
                            return picked

                def rest():
                    return [line.strip() for line in lines()]

                def lines():
                    for line in sys.stdin:  # MP320
                        yield line

                def inspect():
                    pdb.set_trace()
                """,
        },
        CODE,
    )


def test_helpers_of_other_files_that_do_not_ask_in_workers(tmp_path: Path) -> None:
    check_files(
        tmp_path,
        {
            "main.py": """
                from concurrent.futures import ProcessPoolExecutor
                import jobs
                from terminal import confirm

                def main():
                    if not confirm("begin?", ask=True):
                        return
                    jobs.install("first", interactive=True)
                    with ProcessPoolExecutor() as executor:
                        list(executor.map(jobs.install, ["second", "third"]))
                        executor.submit(jobs.remove, "fourth")

                if __name__ == "__main__":
                    main()
                """,
            "jobs.py": """
                from terminal import confirm, default_of, question

                def install(name, interactive=False):
                    if interactive:
                        question(name)
                    return confirm(name)

                def remove(name):
                    return default_of(name)
                """,
            "terminal.py": """
                import sys

                def confirm(text, ask=False):
                    return input(text) == "y" if ask else True

                def question(text):
                    return input(text)

                def default_of(text):
                    if not sys.stdin.isatty():
                        return ""
                    try:
                        return input(text) or sys.stdin.readline()
                    except EOFError:
                        return ""
                """,
        },
        CODE,
    )


def test_a_worker_for_which_an_end_of_input_is_an_answer(check: Check) -> None:
    check(
        CODE,
        """
        from multiprocessing import Pool

        def ask(text):
            try:
                return input(text)
            except EOFError:
                return "no"

        if __name__ == "__main__":
            with Pool() as pool:
                print(pool.map(ask, ["one?", "two?"]))
        """,
    )


def test_a_name_that_means_standard_input(check: Check) -> None:
    check(
        CODE,
        """
        import sys
        from multiprocessing import Pool

        def read(path):
            if path.name == "-":
                return sys.stdin.read()
            return path.read_text()

        def run(paths):
            if len(paths) == 1:
                return [read(paths[0])]
            with Pool() as pool:
                return pool.map(read, paths)
        """,
    )


def test_a_menu_of_another_file_for_those_who_give_no_name(tmp_path: Path) -> None:
    check_files(
        tmp_path,
        {
            "main.py": """
                from multiprocessing import Process
                from loader import Loader

                def work(name):
                    Loader().load(name, quiet=True)

                if __name__ == "__main__":
                    Process(target=work, args=("corpus",)).start()
                """,
            "loader.py": """
                class Loader:
                    def load(self, name=None, quiet=False):
                        if name is None:
                            Menu(self).run()
                        elif not quiet:
                            return input("sure?")

                class Menu:
                    def __init__(self, loader):
                        self.loader = loader

                    def run(self):
                        self.main()

                    def main(self):
                        self.choose(input("choice?"))

                    def choose(self, choice):
                        self.loader.load(input(choice))
                """,
        },
        CODE,
    )
