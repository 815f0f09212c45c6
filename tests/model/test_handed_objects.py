"""Objects that are handed to a worker function bring the methods with them that it calls."""

from __future__ import annotations

import ast
import textwrap

import pytest

from mpcheck.model.module import Module
from mpcheck.targets import usual_targets

CLASSES = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

class Book:
    def find(self, name):
        return lookup(name)

class Other:
    def find(self, name):
        return name

def lookup(name):
    return len(name)
"""

WAYS = {
    "an argument": "def work(book):\n    book.find(1)\nProcess(target=work, args=(Book(),)).start()",
    "a part of each task": (
        "def work(task):\n    book, name = task\n    book.find(name)\n"
        "book = Book()\nwith ProcessPoolExecutor() as executor:\n    executor.map(work, [(book, n) for n in 'ab'])"
    ),
    "submitted": "def work(book, n):\n    book.find(n)\nProcessPoolExecutor().submit(work, Book(), 1)",
}


@pytest.mark.parametrize("source", WAYS.values(), ids=WAYS)
def test_its_methods_and_what_they_call_run_in_the_worker(source: str) -> None:
    text = CLASSES + textwrap.dedent(source)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    reached = {function.qualname for function in module.worker_tasks}
    assert {"work", "Book.find", "lookup"} <= reached
    assert "Other.find" not in reached


TEMPLATE = """
from multiprocessing import Process
from threading import Thread

class Base({base}):
    def run(self):
        self.prepare()

    def prepare(self):
        self.work()

class Job(Base):
    def work(self):
        compute()

class Other(Base):
    def work(self):
        answer()

def compute():
    pass

def answer():
    pass

def main():
    Job().start()
"""


@pytest.mark.parametrize(("base", "expected"), [("Process", {"run", "prepare", "work", "compute"}), ("Thread", set())])
def test_what_a_subclass_fills_in_where_the_base_class_has_the_run(base: str, expected: set[str]) -> None:
    text = TEMPLATE.format(base=base)
    module = Module("program.py", text, ast.parse(text), usual_targets())
    assert {function.name for function in module.worker_tasks} == expected
    assert not any(function.qualname == "Other.work" for function in module.worker_tasks)
