"""MP406 where another file starts the processes and waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

CREW = """
import multiprocessing as mp


class Crew:
    def __init__(self):
        self.members = []

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.gather()

    def send(self, function, *args, **named):
        member = mp.Process(target=function, args=args, kwargs=named)
        member.start()
        self.members.append(member)

    def gather(self):
        for member in self.members:
            member.join()
"""

TOGETHER = """
from multiprocessing import get_context

def together(functions, method="spawn"):
    context = get_context(method)
    processes = {}
    for function in functions:
        processes[function.__name__] = context.Process(target=function)
    for process in processes.values():
        process.start()
    for process in processes.values():
        process.join()
"""

REPORTED = {
    "a context manager of another file": {
        "crew.py": CREW,
        "main.py": """
            import json
            from crew import Crew

            def export(path, rows):
                with open(path, "w") as file:
                    json.dump(rows, file)

            def main():
                with Crew() as crew:  # MP406
                    crew.send(export, "a.json", rows=[1])
                    crew.send(export, "b.json", rows=[2])

            if __name__ == "__main__":
                main()
        """,
    },
    "a helper that does it all": {
        "lib/__init__.py": "",
        "lib/side.py": TOGETHER,
        "main.py": """
            import shutil
            from lib.side import together

            def pack():
                shutil.make_archive("all", "zip", "pages")

            def clean():
                shutil.rmtree("old")

            if __name__ == "__main__":
                together([pack, clean])  # MP406
        """,
    },
    "started there and joined here": {
        "start.py": """
            from multiprocessing import Process

            def begin(function, *args):
                process = Process(target=function, args=args)
                process.start()
                return process
        """,
        "main.py": """
            import shutil
            from start import begin

            def copy_all(to):
                shutil.copytree("pages", to)

            if __name__ == "__main__":
                copy = begin(copy_all, "new")
                copy.join()  # MP406
        """,
    },
}

MAIN = """
from crew import Crew

def export(path, rows):
    with open(path, "w") as file:
        file.write(rows)

def main():
    crew = Crew()
    crew.send(export, "a.txt", "rows")
    crew.gather()

if __name__ == "__main__":
    main()
"""

SILENT = {
    "the other file looks at how they ended": {
        "crew.py": CREW + "        return [member.exitcode for member in self.members]\n",
        "main.py": MAIN,
    },
    "the other file ends them": {
        "crew.py": CREW
        + "\n    def stop(self):\n        for member in self.members:\n            member.terminate()\n",
        "main.py": MAIN,
    },
    "daemons of the other file": {
        "crew.py": CREW.replace("        member.start()", "        member.daemon = True\n        member.start()"),
        "main.py": MAIN,
    },
    "this one looks": {
        "crew.py": CREW,
        "main.py": MAIN.replace(
            "crew.gather()", "crew.gather()\n    assert not any(member.exitcode for member in crew.members)"
        ),
    },
    "the wait is a clean-up": {
        "crew.py": CREW,
        "main.py": MAIN.replace(
            "    crew.gather()\n", "    try:\n        print(1)\n    finally:\n        crew.gather()\n"
        ),
    },
    "the workers answer": {
        "crew.py": CREW,
        "main.py": """
            import json
            from multiprocessing import Queue
            from crew import Crew

            def load(text, answers):
                answers.put(json.loads(text))

            def main():
                crew, answers = Crew(), Queue()
                crew.send(load, "[1]", answers)
                print(answers.get(timeout=9))
                crew.gather()

            if __name__ == "__main__":
                main()
        """,
    },
    "the worker of a third file keeps its exceptions": {
        "crew.py": CREW,
        "work.py": """
            def export(path):
                try:
                    with open(path, "w") as file:
                        file.write("x")
                except Exception as error:
                    print(error)
        """,
        "main.py": """
            from crew import Crew
            from work import export

            if __name__ == "__main__":
                with Crew() as crew:
                    crew.send(export, "a.txt")
        """,
    },
    "threads": {
        "crew.py": CREW.replace("import multiprocessing as mp", "import threading as mp").replace("Process", "Thread"),
        "main.py": MAIN,
    },
}


@pytest.mark.parametrize("files", REPORTED.values(), ids=REPORTED)
def test_reported(files: dict[str, str], tmp_path: Path) -> None:
    check_files(tmp_path, files, "MP406")


@pytest.mark.parametrize("files", SILENT.values(), ids=SILENT)
def test_silent(files: dict[str, str], tmp_path: Path) -> None:
    check_files(tmp_path, files, "MP406")


def test_what_is_silent_would_be_reported_but_for_that(tmp_path: Path) -> None:
    check_files(
        tmp_path, {"crew.py": CREW, "main.py": MAIN.replace("crew.gather()", "crew.gather()  # MP406")}, "MP406"
    )
