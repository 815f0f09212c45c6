"""MP204: only what an object holds by the time that it is sent can keep it from being pickled."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_what_only_the_loaders_workers_set(check: Check) -> None:
    check(
        "MP204",
        """
        import threading
        from torch.utils.data import DataLoader, IterableDataset

        class Rows(IterableDataset):
            def __init__(self, rows):
                self.rows = rows

            def open(self):
                self.lock = threading.Lock()

            def __iter__(self):
                self.open()
                yield from self.rows

        def load(rows):
            data = Rows(rows)
            print(data.rows)
            for row in DataLoader(data, num_workers=2):
                print(row)
            for row in data:
                print(row)

        def look_first(rows):
            data = Rows(rows)
            for row in data:
                print(row)
            return DataLoader(data, num_workers=2)  # MP204

        def open_first(rows):
            data = Rows(rows)
            data.open()
            return DataLoader(data, num_workers=2)  # MP204

        def given_to_others(rows, prepare):
            data = Rows(rows)
            prepare(data)
            return DataLoader(data, num_workers=2)  # MP204
        """,
    )


def test_what_is_collected_by_the_process_itself(check: Check) -> None:
    check(
        "MP204",
        """
        from multiprocessing import Process
        from threading import Lock

        class Base:
            def __init__(self):
                self.helpers = []
                self.locks = []

            def run(self):
                self.fill()

            def fill(self):
                self.locks.append(Lock())
                for _ in range(3):
                    helper = Process(target=print)
                    helper.start()
                    self.helpers.append(helper)

        class Mixed(Base, Process):
            def __init__(self):
                Base.__init__(self)
                Process.__init__(self)

        class Filled(Process):
            def __init__(self):
                super().__init__()
                self.helpers = []  # MP204

            def fill(self):
                for _ in range(3):
                    helper = Process(target=print)
                    helper.start()
                    self.helpers.append(helper)

            def run(self):
                self.fill()

        if __name__ == "__main__":
            Mixed().start()
            filled = Filled()
            filled.fill()
            filled.start()
        """,
    )


def test_what_the_arguments_of_the_constructor_keep_it_from_making(check: Check) -> None:
    check(
        "MP204",
        """
        from multiprocessing import Process

        class Channel:
            def __init__(self, port, delay=True):
                self.file = None
                self.log = None
                if not delay:
                    self.open(port)
                if port == 1:
                    self.log = open("log")

            def open(self, port):
                self.file = open(port)

            def work(self):
                if self.file is None:
                    self.open(2)

        def start():
            later, now, logged = Channel(2), Channel(3, delay=False), Channel(1)
            Process(target=later.work).start()
            Process(target=now.work).start()  # MP204
            Process(target=logged.work).start()  # MP204
        """,
    )


def test_what_a_class_passes_on_to_its_ancestors(check: Check) -> None:
    check(
        "MP204",
        """
        from multiprocessing import Process
        from threading import Lock

        class Base(Process):
            def __init__(self, settings, name=None):
                super().__init__(name=name)
                self.settings = settings
                self.file = None

            def open(self):
                self.file = open(self.settings)

            def prepare(self):
                self.file = open(self.settings)  # MP204

            def run(self):
                self.open()
                self.work()

            def work(self):
                raise NotImplementedError

        class Worker(Base):
            def __init__(self, queue, settings):
                super().__init__(settings)
                self.tasks = queue.qsize()

            def work(self):
                print(self.tasks)

        class Locked(Base):
            def __init__(self, lock, settings):
                Base.__init__(self, lock)

            def work(self):
                print(self.settings)

        def start():
            worker = Worker(Lock(), "settings")
            worker.start()
            Locked(Lock(), "settings").start()  # MP204
            return worker

        def opened_first():
            worker = Worker(Lock(), "settings")
            worker.prepare()
            worker.start()
            return worker

        if __name__ == "__main__":
            start().join()
            opened_first().join()
        """,
    )


def test_what_another_file_starts_and_returns(tmp_path: Path) -> None:
    files = {
        "channels.py": """
            class Channel:
                def __init__(self, port, delay=True):
                    self.port = port
                    self.file = None
                    if not delay:
                        self.open()

                def open(self):
                    self.file = open(self.port)
        """,
        "workers.py": """
            from multiprocessing import Process

            from channels import Channel

            class Worker(Process):
                def __init__(self, channel):
                    super().__init__()
                    self.channel = channel

                def run(self):
                    self.channel.open()

            def start(port):
                worker = Worker(Channel(port))
                worker.start()
                return worker

            def start_open(port):
                worker = Worker(Channel(port, delay=False))  # MP204
                worker.start()
                return worker
        """,
        "program.py": """
            from workers import start, start_open

            if __name__ == "__main__":
                start(1).join()
                start_open(2).join()
        """,
    }
    check_files(tmp_path, files, "MP204")


def test_what_is_made_for_threads_alone(check: Check) -> None:
    check(
        "MP204",
        """
        import multiprocessing
        import threading

        class Worker:
            def __init__(self, threaded, logged):
                self.threaded, self.logged = threaded, logged
                if threaded:
                    self.stop = threading.Event()
                else:
                    self.stop = multiprocessing.Event()

            def start(self):
                if self.threaded:
                    threading.Thread(target=self.run).start()
                else:
                    multiprocessing.Process(target=self.run).start()

            def start_logged(self):
                if not self.logged:
                    multiprocessing.Process(target=self.run).start()  # MP204

            def run(self):
                self.stop.wait()

        if __name__ == "__main__":
            Worker(True, True).start()
            Worker(True, False).start_logged()
        """,
    )


def test_cached_properties_that_the_object_was_asked_for(check: Check) -> None:
    check(
        "MP204",
        """
        import threading
        from concurrent.futures import ProcessPoolExecutor
        from django.utils.functional import cached_property as kept
        from functools import cached_property
        from multiprocessing import Process

        class Service:
            @cached_property
            def lock(self):
                return threading.Lock()

            @kept
            def signal(self):
                return threading.Event()

            @property
            def fresh(self):
                return threading.Lock()

            def fetch(self, number):
                with self.lock:
                    return number

            def run(self):
                with self.fresh, ProcessPoolExecutor() as executor:
                    found = list(executor.map(self.fetch, [1, 2]))
                with self.lock:
                    return found

        class Eager(Service):
            def __init__(self):
                self.signal.set()

            def start(self):
                Process(target=self.fetch, args=(1,)).start()  # MP204

        class Plain(Service):
            def __init__(self):
                self.lock.acquire()
                del self.lock

            def start(self):
                Process(target=self.fetch, args=(1,)).start()

        def main():
            asked, other = Service(), Service()
            with asked.lock, ProcessPoolExecutor() as executor:
                print(list(executor.map(asked.fetch, [1, 2])))  # MP204
                print(list(executor.map(other.fetch, [1, 2])))
        """,
    )


POOL = """
from multiprocessing import Process

class Job:
    def __init__(self, done=None):
        self.done = done or (lambda: None)

class Pool:
    def __init__(self):
        self.jobs = {{}}
        {here}
        self.process = Process(target=self.work)  # MP204

    def start(self):
        self.process.start()

    def submit(self, name):
        {later}

    def work(self):
        print("works")
"""
FILLED = 'self.jobs["first"] = Job()'


@pytest.mark.parametrize(
    ("here", "later", "confidence"), [(FILLED, "pass", Confidence.HIGH), ("pass", FILLED, Confidence.MEDIUM)]
)
def test_what_a_method_may_put_into_a_container_later(
    check: Check, here: str, later: str, confidence: Confidence
) -> None:
    (finding,) = check("MP204", POOL.format(here=here, later=later))
    assert finding.confidence is confidence


MOCKED = """
from multiprocessing import Process
from unittest.mock import Mock

class Manager:
    def __init__(self):
        self.queue = None

    def start(self):
        Process(target=print, args=(self.queue,)).start(){mark}

    def fill(self):
        self.queue.put(1)

def test_fill():
    manager = Manager()
    manager.queue = Mock()
    manager.{method}()

def test_start():
    Manager().start()
"""


@pytest.mark.parametrize(("method", "mark"), [("fill", ""), ("start", "  # MP205")])
def test_what_a_test_puts_into_an_object(check: Check, method: str, mark: str) -> None:
    check("MP205", MOCKED.format(method=method, mark=mark))


def test_what_a_class_of_tests_puts_into_an_object(check: Check) -> None:
    check(
        "MP205",
        """
        import queue
        from multiprocessing import Process, Queue

        class Driver:
            def __init__(self):
                self.results = Queue()

            def start(self):
                Process(target=print, args=(self.results,)).start()

        class TestDriver:
            def _driver(self):
                driver = Driver()
                driver.results = queue.Queue()
                return driver

            def test_it(self):
                assert self._driver()
        """,
    )


def test_a_class_that_is_only_named_so(check: Check) -> None:
    check(
        "MP204",
        """
        import threading
        from multiprocessing import Process

        class TestBench:
            def __init__(self):
                self.lock = threading.Lock()

            def work(self):
                print("works")

        def main():
            bench = TestBench()
            Process(target=bench.work).start()  # MP204
        """,
    )


def test_cached_properties_that_methods_ask_for_before(check: Check) -> None:
    check(
        "MP204",
        """
        import threading
        from functools import cached_property
        from multiprocessing import Pool

        class Archive:
            @cached_property
            def guard(self):
                return threading.Lock()

            def pages(self):
                with self.guard:
                    return [1, 2]

            def guarded(self, page):
                if page:
                    self.guard.acquire()

            def lines(self):
                with self.guard:
                    yield from self.pages()

            def read(self, page):
                return page

            def all_pages(self):
                pages = self.pages()
                with Pool(2) as pool:
                    return pool.map(self.read, pages)  # MP204

            def asked_afterwards(self):
                with Pool(2) as pool:
                    found = pool.map(self.read, [1, 2])
                return found, self.pages()

            def asked_perhaps(self):
                self.guarded(0)
                self.lines()
                with Pool(2) as pool:
                    return pool.map(self.read, [1, 2])

        def main():
            one, other, third = Archive(), Archive(), Archive()
            return one.all_pages(), other.asked_afterwards(), third.asked_perhaps()
        """,
    )
