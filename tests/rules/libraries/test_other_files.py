"""What the rules of this family find where the worker, the framework's use or the start lies in another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import check_files

COMMAND = """
from multiprocessing import Pool
from django.core.management.base import BaseCommand
from work import price

class Command(BaseCommand):
    def handle(self, *args, **options):
        Pool(2).map(price, [1]){mark}
"""
PRICE = """
from django.conf import settings

def price(net):
    return net * settings.RATE
"""
PATHS = """
import sys

def resource(name):
    return getattr(sys, "_MEIPASS", ".") + name

def other(name):
    return name
"""
PROGRAM = """
from multiprocessing import Process
import paths

if __name__ == "__main__":
    print(paths.{used}("a"))
    Process(target=print).start(){mark}
"""
#: By name: the rule, and the files.
PROJECTS = {
    "a worker uses what a command has set up": (
        "MP902",
        {"command.py": COMMAND.format(mark="  # MP902"), "work.py": PRICE},
    ),
    "a worker's module sets it up, through another": (
        "MP902",
        {
            "command.py": COMMAND.format(mark=""),
            "work.py": "import ready\n" + PRICE,
            "ready.py": "import django\n\ndef prepare():\n    django.setup()\n\nprepare()\n",
        },
    ),
    "a worker sets it up itself": (
        "MP902",
        {
            "command.py": COMMAND.format(mark=""),
            "work.py": PRICE.replace("    return", "    import django\n    django.setup()\n    return"),
        },
    ),
    "a function that is called asks whether the program is frozen": (
        "MP903",
        {"paths.py": PATHS, "program.py": PROGRAM.format(used="resource", mark="  # MP903")},
    ),
    "another function would": (
        "MP903",
        {"paths.py": PATHS, "program.py": PROGRAM.format(used="other", mark="")},
    ),
    "a module of a package, with something to try": (
        "MP903",
        {"__init__.py": "", "paths.py": PATHS, "program.py": PROGRAM.format(used="resource", mark="")},
    ),
    "the main module of a package": (
        "MP903",
        {"__init__.py": "", "paths.py": PATHS, "__main__.py": PROGRAM.format(used="resource", mark="  # MP903")},
    ),
    "processes start in another file": (
        "MP903",
        {
            "paths.py": PATHS
            + "\nfrom multiprocessing import Pool\n\ndef launch():\n    Pool(2).map(resource(''), 'ab')\n",
            "program.py": 'import paths\n\nif __name__ == "__main__":\n    paths.launch()  # MP903\n',
        },
    ),
    "a task of Celery gets there": (
        "MP901",
        {
            "crunch.py": """
                import multiprocessing as mp

                class Service:
                    def __init__(self, count):
                        self.count = count

                    def run(self, items):
                        with mp.Pool(self.count) as pool:
                            return pool.map(abs, items)
                """,
            "tasks.py": """
                from celery import shared_task
                from crunch import Service

                @shared_task
                def run(items):
                    return Service(2).run(items)  # MP901

                def main(items):
                    return Service(2).run(items)
                """,
        },
    ),
    "a task of Celery gets to what lifts the ban": (
        "MP901",
        {
            "crunch.py": """
                import multiprocessing as mp

                def crunch(items):
                    mp.current_process()._config["daemon"] = False
                    with mp.Pool(2) as pool:
                        return pool.map(abs, items)
                """,
            "tasks.py": """
                from celery import shared_task
                from crunch import crunch

                @shared_task
                def run(items):
                    return crunch(items)
                """,
        },
    ),
}


@pytest.mark.parametrize(("code", "files"), PROJECTS.values(), ids=PROJECTS)
def test_several_files(tmp_path: Path, code: str, files: dict[str, str]) -> None:
    check_files(tmp_path, files, code)
