from __future__ import annotations

from snippets import Check


def test_through_a_helper_a_context_and_an_alias(check: Check) -> None:
    check(
        "MP210",
        """
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        inbox = context.Queue()

        def post(item):
            inbox.put(("new", item))

        def main():
            post(lambda: 1)  # MP210
            post([n for n in range(3)])
            send = inbox.put_nowait
            send(open("x"))  # MP210
        """,
    )


def test_what_an_attribute_holds_and_a_generator_in_a_pipe(check: Check) -> None:
    check(
        "MP210",
        """
        import threading
        from multiprocessing import Pipe, Queue

        class Message:
            def __init__(self, text):
                self.text = text
                self.lock = threading.Lock()

        class Worker:
            def __init__(self):
                self.left, self.right = Pipe()
                self.queue = Queue()

            def send(self, lines):
                self.left.send(line.strip() for line in lines)  # MP210
                self.queue.put(Message("a"))  # MP210
        """,
    )


def test_queues_of_threads_and_what_travels_are_silent(check: Check) -> None:
    check(
        "MP210",
        """
        import queue
        import threading
        from multiprocessing import Pipe, Queue

        class Message:
            def __init__(self, text):
                self.text = text
                self.lock = threading.Lock()

            def __getstate__(self):
                return {"text": self.text}

        def work(item):
            return item

        def main(unknown):
            queue.Queue().put(lambda: 1)
            box = Queue()
            box.put(work)
            box.put(Message("a"))
            box.put(list(n for n in range(3)))
            box.put(Pipe()[0])
            box.put(unknown)
        """,
    )


def test_named_tuples_whose_type_has_another_name(check: Check) -> None:
    check(
        "MP210",
        """
        import collections
        from collections import namedtuple
        from multiprocessing import Queue

        Row = namedtuple("row", "a b")
        Same = namedtuple("Same", ["a"])
        Moved = namedtuple("moved", "a")
        Moved.__qualname__ = "Moved"
        Old = New = collections.namedtuple("New", "a")
        box = Queue()

        class Table:
            Cell = namedtuple("Cell", "x")

        def main():
            Local = namedtuple("Local", "a")
            row = Row(1, b=2)
            box.put([row])  # MP210
            box.put(Table.Cell(1))  # MP210
            box.put(Local(3))  # MP210
            box.put((Same(1), Moved(2), Old(3), row.a, row._asdict(), tuple(row)))
        """,
    )


def test_what_a_process_keeps_of_a_list_whose_annotation_tells_the_elements(check: Check) -> None:
    check(
        "MP210",
        """
        import multiprocessing as mp
        from dataclasses import dataclass

        @dataclass
        class Page:
            lines: tuple

            def words(self):
                return (word for line in self.lines for word in line.split())

            def text(self):
                return " ".join(self.words())

        @dataclass
        class Found:
            words: object
            text: str = ""

        class Reader(mp.Process):
            def __init__(self, page, answers):
                super().__init__()
                self.page = page
                self.answers = answers

            def run(self):
                self.answers.put(Found(self.page.words()))  # MP210
                self.answers.put(Found((), self.page.text()))

        def read(pages: "list[Page]"):
            answers = mp.Queue()
            for page in pages:
                Reader(page, answers).start()
            return [answers.get() for _ in pages]
        """,
    )


def test_elements_of_annotated_parameters(check: Check) -> None:
    check(
        "MP210",
        """
        import multiprocessing as mp
        import threading
        from collections.abc import Sequence
        from typing import Mapping, Optional, Tuple

        class Lane:
            def __init__(self, number):
                self.number = number

            def cars(self):
                yield from range(self.number)

            def count(self):
                return sum(1 for _ in self.cars())

        class Plain(Lane):
            def cars(self):
                return list(range(self.number))

        inbox = mp.SimpleQueue()

        def report(lanes: Sequence[Lane], first: Tuple[Lane, ...], pair: Tuple[Plain, Lane]):
            for lane in lanes:
                inbox.put(lane.cars())  # MP210
                inbox.put(lane.count())
            inbox.put(first[0].cars())  # MP210
            inbox.put(pair[0].cars())

        def silent(lanes: list[Plain], named: Mapping[str, Lane], lane: Optional[Plain]):
            for lane in lanes:
                inbox.put(lane.cars())
                inbox.put([one for one in lane.cars()])
            for name in named:
                inbox.put(name.cars())
        """,
    )
