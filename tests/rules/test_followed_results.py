"""What functions of other files give back: a worker's result, an argument of a task, a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

_MAIN = """
    from concurrent.futures import ProcessPoolExecutor
    import archive

    def work(path):
        return {made}{mark}

    def main(paths):
        with ProcessPoolExecutor() as executor:
            return list(executor.map(work, paths))
    """
_ARCHIVE = """
    import gzip
    import sqlite3
    from contextlib import closing
    from pathlib import Path

    def lines(path):
        with open(path) as file:
            yield from file

    def connect(path):
        if not path:
            return None
        base = sqlite3.connect(path)
        base.row_factory = sqlite3.Row
        return base

    def select(path, statement):
        return connect(path).execute(statement)

    def first(path):
        with closing(sqlite3.connect(path)) as base:
            return base.execute("select 1").fetchone()

    def packed(path):
        return gzip.open(path) if path.endswith("gz") else open(path)

    def counted(words):
        found = {}
        for word in words:
            found[word] = found.get(word, 0) + 1
        return found.items()

    def read(path):
        return Path(path).read_text()

    def passed_on(file):
        return file.open()

    class Base:
        def __init__(self, path):
            self.connection = sqlite3.connect(path)

        def rows(self, table):
            return self.connection.execute("select * from " + table)

        def all_rows(self, table):
            return self.rows(table).fetchall()
    """
WRONG = (
    "archive.lines(path)",
    "archive.connect(path)",
    "archive.select(path, 'select 1')",
    "archive.packed(path)",
    "path, archive.counted(path)",
    "archive.Base(path).rows('t')",
)
RIGHT = (
    "list(archive.lines(path))",
    "archive.select(path, 'select 1').fetchall()",
    "archive.first(path)",
    "dict(archive.counted(path))",
    "archive.read(path)",
    "archive.passed_on(path)",
    "archive.packed(path).read()",
    "archive.Base(path).all_rows('t')",
)


@pytest.mark.parametrize("made", WRONG)
def test_what_a_worker_gets_from_another_file_cannot_go_back(tmp_path: Path, made: str) -> None:
    files = {"archive.py": _ARCHIVE, "main.py": _MAIN.format(made=made, mark="  # MP208")}
    check_files(tmp_path, files, "MP208")


@pytest.mark.parametrize("made", RIGHT)
def test_what_it_makes_of_that_can(tmp_path: Path, made: str) -> None:
    files = {"archive.py": _ARCHIVE, "main.py": _MAIN.format(made=made, mark="")}
    check_files(tmp_path, files, "MP208")


def test_an_argument_and_a_message(tmp_path: Path) -> None:
    files = {
        "archive.py": _ARCHIVE,
        "main.py": """
            from multiprocessing import Pool, Queue
            from archive import connect, lines, read

            def work(*given):
                print(given)

            def main(path):
                queue = Queue()
                queue.put(lines(path))  # MP210
                queue.put(read(path))
                with Pool() as pool:
                    pool.apply(work, (connect(path), path))  # MP205
                    pool.apply(work, (read(path), path))
            """,
    }
    check_files(tmp_path, files, "MP205", "MP208", "MP210")


_STAGES = {
    "stages/__init__.py": "",
    "stages/base.py": """
        from .progress import Progress

        class Staged:
            def __init__(self, names):
                self.names = names
                self.progress = Progress()

            def table(self):
                return {name: getattr(self, name) for name in self.names}

            def first(self):
                return [self.trim]

            def plain(self):
                return [self.names, len(self.names)]

            def trim(self, text):
                return text
        """,
    "stages/progress.py": """
        import threading

        class Progress:
            def __init__(self):
                self.guard = threading.Lock()
        """,
    "program.py": """
        from concurrent.futures import ProcessPoolExecutor
        from stages.base import Staged

        class Texts(Staged):
            def fold(self, text):
                return text

            def by_name(self, texts):
                with ProcessPoolExecutor() as executor:
                    return [list(executor.map(run, texts)) for run in self.table().values()]  # MP204

            def one(self, texts):
                with ProcessPoolExecutor() as executor:
                    for run in self.first():
                        executor.submit(run, texts).result()  # MP204

            def count(self):
                with ProcessPoolExecutor() as executor:
                    return list(executor.map(str, self.plain()))

        if __name__ == "__main__":
            texts = Texts(["fold", "trim"])
            print(texts.by_name(["a"]), texts.one("b"), texts.count())
        """,
}


def test_the_methods_that_a_base_class_of_another_file_gives(tmp_path: Path) -> None:
    check_files(tmp_path, _STAGES)


def test_the_name_of_a_file_is_no_method_of_it(check: Check) -> None:
    program = """
        import tempfile
        from functools import partial
        from multiprocessing import Pool, Process

        class Job:
            def __init__(self, path):
                self.path = path

            def run(self, number):
                return self.path, number

        def work(path, number):
            return path, number

        def main():
            with tempfile.NamedTemporaryFile() as file, Pool() as pool:
                print(pool.map(Job(file.name).run, [1]))
                print(pool.map(partial(work, file.name), [1]))
                Process(target=partial(work, file.name), args=(1,)).start()
                print(pool.map(partial(file.write), [b"x"]))  # MP204
        """
    assert check("MP204", program)


_OPTIONS = """
    import os

    _SECRET = "what everybody knows"
    PRODUCTION = bool(os.environ.get("PRODUCTION"))

    def secret():
        return _SECRET.encode()

    def secret_of(environment):
        return os.environ.get("SECRET", _SECRET).encode()

    def method():
        return "forkserver"

    def careful_method():
        return "spawn" if PRODUCTION else "spawn"

    def workers():
        count = 90
        return count
    """
_USES = {
    ("MP702", "secret()"): "SyncManager(address=('', 0), authkey={})",
    ("MP702", "secret_of(1)"): "SyncManager(address=('', 0), authkey={})",
    ("MP601", "method()"): "get_context({})",
    ("MP601", "careful_method()"): "get_context({})",
    ("MP604", "workers()"): "ProcessPoolExecutor(max_workers={})",
}


@pytest.mark.parametrize(("code", "given"), _USES)
def test_settings_that_functions_of_another_file_give(code: str, given: str, tmp_path: Path) -> None:
    main = f"""
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context
        from multiprocessing.managers import SyncManager
        import options

        def make():
            return {_USES[code, given].format("options." + given)}{"" if "of(" in given or "careful" in given else f"  # {code}"}
        """
    check_files(tmp_path, {"options.py": _OPTIONS, "main.py": main}, code)
