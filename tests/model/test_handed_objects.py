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
