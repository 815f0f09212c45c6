"""What workers run and read behind decorators and objects, also of other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

FOUND = {
    "a question that the decorator of a worker asks": (
        "MP320",
        """
        from concurrent.futures import ProcessPoolExecutor
        from functools import wraps

        def confirmed(action):
            @wraps(action)
            def wrapper(host):
                if input("really? ") != "y":  # MP320
                    return "skipped"
                return action(host)
            return wrapper

        @confirmed
        def deploy(host):
            return host

        ACTIONS = {"deploy": deploy}

        def run(name, hosts):
            with ProcessPoolExecutor() as executor:
                return list(executor.map(ACTIONS[name], hosts))
        """,
    ),
    "the same of a decorator with arguments": (
        "MP320",
        """
        from multiprocessing import Process

        def confirmed(question):
            def decorate(action):
                def wrapper(*args):
                    if input(question) == "y":  # MP320
                        action(*args)
                return wrapper
            return decorate

        class Fleet:
            @confirmed("really? ")
            def deploy(self, host):
                print(host)

            def run(self, host):
                Process(target=self.deploy, args=(host,)).start()
        """,
    ),
    "a file that an object of the module keeps, read by its method": (
        "MP504",
        """
        from multiprocessing import get_context

        class Records:
            def __init__(self, path):
                self.file = open(path, "rb")  # MP504

            def record(self, number):
                return self.read(number * 8)

            def read(self, place):
                self.file.seek(place)
                return self.file.read(8)

        RECORDS = Records("records")

        def first(number):
            return RECORDS.record(number)[0]

        if __name__ == "__main__":
            with get_context("fork").Pool() as pool:
                pool.map(first, range(9))
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), FOUND.values(), ids=FOUND)
def test_it_is_found(check: Check, code: str, source: str) -> None:
    assert [finding.confidence for finding in check(code, source)] != [Confidence.LOW]


SILENT = {
    "a decorator of what the parent runs asks": (
        "MP320",
        """
        from multiprocessing import Process

        def confirmed(action):
            def wrapper(host):
                if input("really? ") == "y":
                    action(host)
            return wrapper

        def deploy(host):
            print(host)

        @confirmed
        def start(host):
            Process(target=deploy, args=(host,)).start()

        if __name__ == "__main__":
            start("a")
        """,
    ),
    "an object of the module whose workers open the file anew": (
        "MP504",
        """
        from multiprocessing import get_context

        class Records:
            def __init__(self, path):
                self.file = open(path, "rb")

            def read(self, place):
                self.file.seek(place)
                return self.file.read(8)

        RECORDS = Records("records")

        def begin():
            global RECORDS
            RECORDS = Records("records")

        def first(number):
            return RECORDS.read(number)[0]

        if __name__ == "__main__":
            with get_context("fork").Pool(initializer=begin) as pool:
                pool.map(first, range(9))
        """,
    ),
    "objects that open the file in each worker": (
        "MP504",
        """
        from multiprocessing import get_context

        class Records:
            def __init__(self, path):
                self.file = open(path, "rb")

            def read(self, place):
                self.file.seek(place)
                return self.file.read(8)

        RECORDS = Records("records")

        def first(number):
            return Records("records").read(number)[0]

        if __name__ == "__main__":
            print(RECORDS.read(0))
            with get_context("fork").Pool() as pool:
                pool.map(first, range(9))
        """,
    ),
}


@pytest.mark.parametrize(("code", "source"), SILENT.values(), ids=SILENT)
def test_its_look_alikes_are_not(check: Check, code: str, source: str) -> None:
    check(code, source)


#: Name -> (code, files; the lines that end with its comment are reported).
FILES: dict[str, tuple[str, dict[str, str]]] = {
    "a file that an object of another package keeps": (
        "MP504",
        {
            "tiles/base.py": (
                "class RecordFile:\n"
                "    def __init__(self, path):\n"
                "        self.file = open(path, 'rb')  # MP504\n"
                "    def record(self, index):\n"
                "        self.file.seek(index)\n"
                "        return self.file.read(8)\n"
            ),
            "tiles/archive.py": (
                "from .base import RecordFile\n"
                "class Archive(RecordFile):\n"
                "    def number(self, index):\n"
                "        return int(self.record(index))\n"
            ),
            "tiles/__init__.py": "from .archive import Archive\nARCHIVE = Archive('tiles.bin')\n",
            "main.py": (
                "from multiprocessing import Pool\n"
                "from tiles import ARCHIVE\n"
                "def check(number):\n"
                "    return ARCHIVE.number(number) == number\n"
                "def main():\n"
                "    with Pool(4) as pool:\n"
                "        return pool.map(check, range(9))\n"
            ),
        },
    ),
    "an object of another package that opens the file when it reads": (
        "MP504",
        {
            "tiles/base.py": (
                "class RecordFile:\n"
                "    def __init__(self, path):\n"
                "        self.path = path\n"
                "    def record(self, index):\n"
                "        with open(self.path, 'rb') as file:\n"
                "            file.seek(index)\n"
                "            return file.read(8)\n"
            ),
            "tiles/archive.py": (
                "from .base import RecordFile\n"
                "class Archive(RecordFile):\n"
                "    def number(self, index):\n"
                "        return int(self.record(index))\n"
            ),
            "tiles/__init__.py": "from .archive import Archive\nARCHIVE = Archive('tiles.bin')\n",
            "main.py": (
                "from multiprocessing import Pool\n"
                "from tiles import ARCHIVE\n"
                "def check(number):\n"
                "    return ARCHIVE.number(number) == number\n"
                "def main():\n"
                "    with Pool(4) as pool:\n"
                "        return pool.map(check, range(9))\n"
            ),
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), FILES.values(), ids=FILES)
def test_what_several_files_cause_is_found(tmp_path: Path, code: str, files: dict[str, str]) -> None:
    check_files(tmp_path, files, code)
