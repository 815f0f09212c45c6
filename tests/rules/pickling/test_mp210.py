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
