"""MP503 where the program forks by hand: what its children share, and what only one process uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

PROXY = """
import os
from multiprocessing import Manager, Process

def work(table, key):
    for number in range(9):
        table[key] = number

def main(count):
    manager = Manager()
    table = manager.{kind}  # MP503
    {before}
    for key in range(count):
        child = os.fork()
        if child == 0:
            work(table, key)
            os._exit(0)
        {each}
    os.wait()
    {after}

if __name__ == "__main__":
    main({count})
"""


def program(
    kind: str = "dict()",
    before: str = "table[0] = 1",
    each: str = "print(child)",
    after: str = "",
    *,
    mark: bool = True,
) -> str:
    text = PROXY.format(kind=kind, before=before, each=each, after=after, count=3)
    return text if mark else text.replace("  # MP503", "")


OBJECT = """
import os
import multiprocessing as mp

class Crew:
    def __init__(self):
        self.manager = mp.Manager()
        self.log = self.manager.list()  # MP503
        self.log.append("start")

    def hire(self, name):
        child = os.fork()
        if child:
            return child
        try:
            self.run(name)
        finally:
            os._exit(0)

    def run(self, name):
        self.log.append(name)

def main():
    crew = Crew()
    children = [crew.hire(name) for name in "abc"]
    for child in children:
        os.waitpid(child, 0)

if __name__ == "__main__":
    main()
"""

SQLITE = """
import os
import sqlite3

def main():
    database = sqlite3.connect("jobs.db")  # MP503
    if (child := os.fork()) == 0:
        database.execute("INSERT INTO jobs VALUES (1)")
        database.commit()
        os._exit(0)
    database.execute("SELECT * FROM jobs")
    os.waitpid(child, 0)

if __name__ == "__main__":
    main()
"""

REPORTED = {
    "a dict": program(),
    "a list that is read": program("list()", "print(table[:])"),
    "another proxy was used": program(before="other = manager.list(); other.append(1)"),
    "an attribute": OBJECT,
    "a database that the parent uses, too": SQLITE,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_what_children_of_fork_share(check: Check, source: str) -> None:
    (finding,) = check("MP503", source)
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


DAEMON = """
import os
import sqlite3

def main():
    database = sqlite3.connect("jobs.db")
    if os.fork():
        os._exit(0)
    os.setsid()
    if os.fork():
        os._exit(0)
    database.execute("SELECT 1")

if __name__ == "__main__":
    main()
"""

FOR_EACH = """
import os
import sqlite3

def main(paths):
    for path in paths:
        database = sqlite3.connect(path)
        if os.fork() == 0:
            database.execute("SELECT 1")
            os._exit(0)
    os.wait()

if __name__ == "__main__":
    main(["a", "b"])
"""

OWN = {
    "one for each child": FOR_EACH,
    "it was not used before": program(before="", after="print(table)", mark=False),
    "one child after the other": program(each="os.waitpid(child, 0)", mark=False),
    "a daemon": DAEMON,
    "the parent waits before it goes on": SQLITE.replace("  # MP503", "").replace(
        '    database.execute("SELECT * FROM jobs")\n    os.waitpid(child, 0)\n',
        '    os.waitpid(child, 0)\n    database.execute("SELECT * FROM jobs")\n',
    ),
    "each connects": SQLITE.replace("  # MP503", "").replace(
        "        database.ex", "        database = sqlite3.connect('x')\n        database.ex"
    ),
    "processes of multiprocessing": OBJECT.replace("  # MP503", "").replace(
        '[crew.hire(name) for name in "abc"]', "[]\n    mp.Process(target=crew.run, args=('a',)).start()"
    ),
}


@pytest.mark.parametrize("source", OWN.values(), ids=OWN)
def test_what_one_process_uses(check: Check, source: str) -> None:
    check("MP503", source)


FORKING = """
    import os

    def start(table, key):
        child = os.fork()
        if child == 0:
            {first}
            table[key] = key
            os._exit(0)
        return child
    """
SHARING = """
    import os
    from multiprocessing import Manager
    from forking import start

    def main():
        with Manager() as manager:
            table = manager.dict(){mark}
            table["all"] = 0
            for child in [start(table, key) for key in "ab"]:
                os.waitpid(child, 0)

    if __name__ == "__main__":
        main()
    """


def test_a_function_of_another_file_forks(tmp_path: Path) -> None:
    files = {"forking.py": FORKING.format(first="pass"), "program.py": SHARING.format(mark="  # MP503")}
    check_files(tmp_path / "shared", files, "MP503")
    own = "from multiprocessing import Manager; table = Manager().dict()"
    files = {"forking.py": FORKING.format(first=own), "program.py": SHARING.format(mark="")}
    check_files(tmp_path / "own", files, "MP503")


def test_a_dataclass_of_another_file_makes_the_connection(tmp_path: Path) -> None:
    conf = """
        import sqlite3
        from dataclasses import dataclass, field

        @dataclass
        class App:
            db: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect({path!r})){mark}
        """
    program = """
        from multiprocessing import get_context
        from conf import App

        app = App()

        def work(number):
            app.db.execute("INSERT INTO t VALUES (?)", (number,))

        if __name__ == "__main__":
            app.db.execute("CREATE TABLE t (x)")
            workers = [get_context("fork").Process(target=work, args=(number,)) for number in range(3)]
            for worker in workers:
                worker.start()
        """
    for path, mark in (("x.db", "  # MP503"), (":memory:", "")):
        files = {"conf.py": conf.format(path=path, mark=mark), "program.py": program}
        check_files(tmp_path / (mark or "memory").strip("# "), files, "MP503")
