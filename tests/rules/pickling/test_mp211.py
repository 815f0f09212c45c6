from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files


def test_a_sentinel_of_a_class_in_another_style(check: Check) -> None:
    check(
        "MP211",
        """
        from multiprocessing import Process, SimpleQueue

        class Stop:
            pass

        class Worker:
            STOP = Stop()

            def __init__(self):
                self.inbox = SimpleQueue()

            def stop(self):
                self.inbox.put(self.STOP)

            def run(self):
                while True:
                    item = self.inbox.get()
                    if item is Worker.STOP:  # MP211
                        return
                    print(item)

        if __name__ == "__main__":
            worker = Worker()
            Process(target=worker.run).start()
            worker.stop()
        """,
    )


def test_iter_with_a_sentinel_in_a_helper(check: Check) -> None:
    check(
        "MP211",
        """
        import multiprocessing as mp

        END = object()

        def items(queue):
            yield from iter(queue.get, END)  # MP211

        def consume(queue):
            print(list(items(queue)))

        def main():
            queue = mp.Queue()
            process = mp.Process(target=consume, args=(queue,))
            process.start()
            queue.put(END)
            process.join()
        """,
    )


def test_what_pickle_keeps_and_queues_of_threads_are_silent(check: Check) -> None:
    check(
        "MP211",
        """
        import enum
        import multiprocessing as mp
        import queue

        END = object()
        LAST = None

        class Mark(enum.Enum):
            STOP = 1

        class Stop:
            pass

        def consume(inbox):
            while True:
                item = inbox.get()
                if item is LAST or item is Mark.STOP or item is Stop:
                    return

        def local():
            box = queue.Queue()
            box.put(END)
            return box.get() is END

        def main():
            inbox = mp.Queue()
            process = mp.Process(target=consume, args=(inbox,))
            process.start()
            for one in (LAST, Mark.STOP, Stop):
                inbox.put(one)
            process.join()
        """,
    )


def test_a_method_of_what_a_helper_is_given_puts_the_sentinel(check: Check) -> None:
    check(
        "MP211",
        """
        import multiprocessing as mp

        class Closed:
            pass

        CLOSED = Closed()

        class Sensor:
            def __init__(self, name):
                self.name = name

            def measure(self, outbox, count):
                for number in range(count):
                    outbox.put((self.name, number))
                outbox.put(CLOSED)

        def start(sensors, outbox):
            for sensor in sensors:
                mp.Process(target=sensor.measure, kwargs={"outbox": outbox, "count": 3}).start()

        def main():
            outbox = mp.Queue()
            start([Sensor("a"), Sensor("b")], outbox)
            open_ones = 2
            while open_ones:
                reading = outbox.get()
                if reading is CLOSED:  # MP211
                    open_ones -= 1

        if __name__ == "__main__":
            main()
        """,
    )


def test_a_function_is_handed_on_by_two_helpers(check: Check) -> None:
    check(
        "MP211",
        """
        from multiprocessing import Pipe, Process

        LAST = object()

        def pages(link):
            link.send("page")
            link.send(LAST)

        def begin(function, link):
            process = Process(target=function, args=(link,))
            process.start()
            return process

        def crawl(function):
            here, there = Pipe(duplex=False)
            begin(function, there)
            while (page := here.recv()) is not LAST:  # MP211
                print(page)

        if __name__ == "__main__":
            crawl(pages)
        """,
    )


def test_helpers_that_hand_on_a_queue_of_threads_or_a_mark_that_stays_itself_are_silent(check: Check) -> None:
    check(
        "MP211",
        """
        import enum
        import multiprocessing as mp
        import queue
        import threading

        CLOSED = object()

        class Mark(enum.Enum):
            CLOSED = 1

        class Sensor:
            def measure(self, outbox):
                outbox.put(CLOSED)

            def report(self, outbox):
                outbox.put(Mark.CLOSED)

            def end(self, outbox):
                outbox.put(None)

        def in_threads(sensors, outbox):
            for sensor in sensors:
                threading.Thread(target=sensor.measure, args=(outbox,)).start()

        def in_processes(sensors, outbox):
            for sensor in sensors:
                mp.Process(target=sensor.report, args=(outbox,)).start()
                mp.Process(target=sensor.end, args=(outbox,)).start()

        def main():
            readings, marks = queue.Queue(), mp.Queue()
            sensors = [Sensor(), Sensor()]
            in_threads(sensors, readings)
            in_processes(sensors, marks)
            while readings.get() is not CLOSED:
                pass
            while (mark := marks.get()) is not None and mark is not Mark.CLOSED:
                pass

        if __name__ == "__main__":
            main()
        """,
    )


def test_a_sentinel_with_declared_fields(check: Check) -> None:
    check(
        "MP211",
        """
        import dataclasses
        import multiprocessing as mp

        @dataclasses.dataclass(frozen=True)
        class Page:
            number: int
            text: str = ""

        LAST = Page(-1)

        def count(inbox):
            while (page := inbox.get()) is not LAST:  # MP211
                print(len(page.text))

        def count_well(inbox):
            while (page := inbox.get()) != LAST:
                print(len(page.text))

        def main(pages):
            inbox = mp.Queue()
            counters = [mp.Process(target=one, args=(inbox,)) for one in (count, count_well)]
            for counter in counters:
                counter.start()
            for page in [*pages, LAST, LAST]:
                inbox.put(page)
        """,
    )


def test_objects_that_a_decorator_or_a_method_may_keep_as_they_are_are_silent(check: Check) -> None:
    check(
        "MP211",
        """
        import dataclasses
        import multiprocessing as mp
        from registry import one_for_each_value

        @one_for_each_value
        @dataclasses.dataclass(frozen=True)
        class Mark:
            name: str

        @dataclasses.dataclass(frozen=True)
        class Page:
            number: int
            def __reduce__(self):
                return ("LAST" if self.number < 0 else (Page, (self.number,)))

        END, LAST = Mark("end"), Page(-1)

        def count(inbox):
            while (page := inbox.get()) is not LAST and page is not END:
                print(page)

        def main(pages):
            inbox = mp.Queue()
            mp.Process(target=count, args=(inbox,)).start()
            inbox.put(LAST)
            inbox.put(END)
        """,
    )


MARKS = """
class Stop:
    pass
STOP = Stop()
"""
READERS = """
from marks import STOP
def incoming(inbox):
    while True:
        message = inbox.get()
        if message is STOP:{flaw}
            return
        yield message
def consume(inbox):
    for message in incoming(inbox):
        print(message)
"""
WRITER = """
from {library} import Queue
from {workers} import {worker}
from marks import STOP
from readers import consume
def main():
    inbox = Queue()
    worker = {worker}(target=consume, args=(inbox,))
    worker.start()
    inbox.put(STOP)
    worker.join()
"""


def test_a_worker_of_another_file_compares(tmp_path: Path) -> None:
    writer = WRITER.format(library="multiprocessing", workers="multiprocessing", worker="Process")
    readers = READERS.format(flaw="  # MP211")
    check_files(tmp_path, {"main.py": writer, "marks.py": MARKS, "readers.py": readers}, "MP211")


def test_a_thread_of_another_file_compares(tmp_path: Path) -> None:
    writer = WRITER.format(library="queue", workers="threading", worker="Thread")
    check_files(tmp_path, {"main.py": writer, "marks.py": MARKS, "readers.py": READERS.format(flaw="")}, "MP211")


DRAINING = """
from marks import STOP
def drain(outbox, handle):
    while (message := outbox.get()) is not STOP:  # MP211
        handle(message)
"""
DRAINED = """
import multiprocessing as mp
from draining import drain
from marks import STOP
def work(outbox):
    outbox.put(STOP)
def main():
    outbox = mp.Queue()
    mp.Process(target=work, args=(outbox,)).start()
    drain(outbox, print)
"""


def test_a_function_of_another_file_compares_for_the_parent(tmp_path: Path) -> None:
    check_files(tmp_path, {"main.py": DRAINED, "marks.py": MARKS, "draining.py": DRAINING}, "MP211")


PRODUCERS = """
import marks
def produce(outbox, rows):
    for row in rows:
        outbox.put(row)
    outbox.put({sent})
class Producer:
    def __init__(self, outbox):
        self.outbox = outbox
    def run(self):
        self.outbox.put("row")
        self.close()
    def close(self):
        self.outbox.put({sent})
"""
MORE_MARKS = """
import enum
class Last:
    __slots__ = ()
    def __repr__(self):
        return "last"
LAST = Last()
class Kind(enum.Enum):
    LAST = 1
"""
COLLECTOR = """
from multiprocessing import Process, Queue
import marks
import producers
def rows(inbox):
    while True:
        message = inbox.get()
        if message is {sent}:{flaw}
            return
        yield message
def main():
    inbox = Queue()
    Process(target={target}, args={args}).start()
    print(list(rows(inbox)))
"""
TARGETS = {"producers.produce": "(inbox, [1])", "producers.Producer(inbox).run": "()"}


@pytest.mark.parametrize("target", TARGETS)
def test_a_worker_of_another_file_sends(tmp_path: Path, target: str) -> None:
    for sent, flaw in {"marks.LAST": "  # MP211", "marks.Kind.LAST": "", "marks.Last": ""}.items():
        collector = COLLECTOR.format(sent=sent, flaw=flaw, target=target, args=TARGETS[target])
        producers = PRODUCERS.format(sent=sent)
        check_files(tmp_path, {"main.py": collector, "marks.py": MORE_MARKS, "producers.py": producers}, "MP211")


def test_a_thread_of_another_file_sends(tmp_path: Path) -> None:
    collector = COLLECTOR.format(sent="marks.LAST", flaw="", target="producers.produce", args="(inbox, [1])")
    collector = collector.replace("multiprocessing import Process, Queue", "threading import Thread as Process")
    collector = collector.replace("import marks", "from queue import Queue\nimport marks")
    producers = PRODUCERS.format(sent="marks.LAST")
    check_files(tmp_path, {"main.py": collector, "marks.py": MORE_MARKS, "producers.py": producers}, "MP211")


def test_a_sentinel_that_a_pattern_names(check: Check) -> None:
    check(
        "MP211",
        """
        import enum
        import multiprocessing as mp

        class Mark:
            pass

        class Equal:
            def __eq__(self, other):
                return isinstance(other, Equal)

        class Marks:
            END = Mark()
            SAME = Equal()

        class Signal(enum.Enum):
            END = 1

        def work(outbox):
            for one in (1, Marks.SAME, Signal.END, Marks.END):
                outbox.put(one)

        def main():
            outbox = mp.Queue()
            mp.Process(target=work, args=(outbox,)).start()
            while True:
                match outbox.get():
                    case Marks.SAME | Signal.END:
                        print("nearly")
                    case Marks.END:  # MP211
                        break
                    case Signal.END | 1:
                        continue
                    case Marks.SAME:
                        continue
        """,
    )


def test_membership_and_classes_whose_objects_are_not_compared(check: Check) -> None:
    check(
        "MP211",
        """
        import multiprocessing as mp
        from dataclasses import dataclass

        @dataclass(eq=False)
        class Stop:
            why: str = ""

        @dataclass
        class Pause:
            why: str = ""

        STOP, PAUSE = Stop(), Pause()
        END = object()

        def consume(queue):
            for item in iter(queue.get, STOP):  # MP211
                print(item)
            for item in iter(queue.get, PAUSE):
                print(item)
            while queue.get() not in (None, END):  # MP211
                pass
            while queue.get() in (PAUSE, None):
                pass

        def main():
            queue = mp.Queue()
            consumer = mp.Process(target=consume, args=(queue,))
            consumer.start()
            for one in (STOP, PAUSE, END):
                queue.put(one)
            consumer.join()
        """,
    )


def test_members_of_enumerations_stay_themselves(check: Check) -> None:
    check(
        "MP211",
        """
        import enum
        from multiprocessing import Process, Queue

        class Sign(enum.Enum):
            STOP = object()
            GO = object()

        STOP = object()

        def work(inbox):
            while (found := inbox.get()) is not Sign.STOP:
                if found is STOP:  # MP211
                    return
                print(found)

        def main():
            inbox = Queue()
            Process(target=work, args=(inbox,)).start()
            for one in (Sign.GO, STOP, Sign.STOP):
                inbox.put(one)
        """,
    )
