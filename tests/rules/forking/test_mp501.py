from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from mpcheck.targets import Target
from snippets import Check

GREEN = """
        {}
        import os
        import threading

        def main(work):
            threading.Thread(target=work).start()
            return os.fork(){}
        """
REPORTED = {
    "beside green threads": GREEN.format(
        "import eventlet; eventlet.monkey_patch(); real = eventlet.patcher.original('threading')", "  # MP501"
    ),
    "where threads are left as they are": GREEN.format(
        "from gevent import monkey; monkey.patch_all(thread=False)", "  # MP501"
    ),
    "where threads may be left as they are": GREEN.format(
        "import sys, eventlet\n        if sys.argv[1:]:\n            eventlet.monkey_patch()", "  # MP501"
    ),
    "in the block of a context manager that joins at its end": """
        from contextlib import contextmanager
        from multiprocessing import Process
        from threading import Thread

        @contextmanager
        def heartbeat(beat):
            thread = Thread(target=beat)
            thread.start()
            try:
                yield
            finally:
                thread.join()

        def main(beat):
            with heartbeat(beat):
                Process(target=print).start()  # MP501
        """,
    "by functions of the file, in order": """
        import threading
        import multiprocessing

        def watch():
            threading.Timer(5, print).start()

        def launch(process):
            process.start()  # MP501

        def main():
            watch()
            launch(multiprocessing.Process(target=print))
        """,
    "a thread kept by the object, a context passed around": """
        import multiprocessing as mp
        from threading import Thread

        class Server:
            def __init__(self, context):
                self.thread = Thread(target=self.beat, daemon=True)
                self.thread.start()
                self.pool = context.Pool(4)  # MP501

            def beat(self):
                pass

        Server(mp.get_context("fork"))
        """,
    "in a loop, the second round after the first thread": """
        from multiprocessing import Process
        from threading import Thread

        def run(jobs):
            for job in jobs:
                worker = Process(target=job)
                worker.start()  # MP501
                Thread(target=worker.join).start()
        """,
    "an executor forks when work is first submitted": """
        from concurrent import futures

        def run(f, g):
            with futures.ThreadPoolExecutor() as threads, futures.ProcessPoolExecutor() as processes:
                threads.submit(f)
                processes.submit(g)  # MP501
        """,
}

SILENT = {
    "green threads of eventlet": GREEN.format("import eventlet; eventlet.monkey_patch()", ""),
    "green threads of gevent": GREEN.format("from gevent import monkey; monkey.patch_all()", ""),
    "a context manager that has joined, at its end or at once": """
        from contextlib import contextmanager
        from multiprocessing import Process
        from threading import Thread

        @contextmanager
        def heartbeat(beat):
            thread = Thread(target=beat)
            thread.start()
            try:
                yield
            finally:
                thread.join()

        @contextmanager
        def prepared(prepare):
            thread = Thread(target=prepare)
            thread.start()
            thread.join()
            yield

        def main(beat):
            with heartbeat(beat):
                print("beats")
            with prepared(beat):
                Process(target=print).start()
        """,
    "either threads or processes": """
        import multiprocessing
        import threading

        class Threads:
            def create(self, target):
                return threading.Thread(target=target)

        class Processes:
            def create(self, target):
                return multiprocessing.Process(target=target)

        KINDS = {"thread": Threads, "process": Processes}

        class Consumer:
            def __init__(self, kind):
                self.environment = Processes() if kind == "process" else Threads()
                self.scheduler = self.environment.create(print)
                self.worker = self.environment.create(print)

            def start(self):
                self.scheduler.start()
                self.worker.start()
        """,
    "the threads are gone at the end of the block": """
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing import Process

        with ThreadPoolExecutor() as threads:
            threads.map(print, range(3))
        Process(target=print).start()
        """,
    "joined in a loop": """
        import threading, multiprocessing

        def run(fs):
            threads = [threading.Thread(target=f) for f in fs]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            with multiprocessing.Pool() as pool:
                pool.map(abs, [1])
        """,
    "the child becomes another program": """
        import os, threading

        threading.Thread(target=print).start()
        if os.fork() == 0:
            os.execvp("ls", ["ls"])
        """,
    "a thread that is never started": """
        import threading, multiprocessing

        thread = threading.Thread(target=print)
        multiprocessing.Process(target=print).start()
        """,
    "spawned by a process class": """
        import threading
        from multiprocessing.context import SpawnProcess

        threading.Thread(target=print).start()
        SpawnProcess(target=print).start()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_forks_after_a_thread_has_begun_are_reported(check: Check, source: str) -> None:
    assert {finding.confidence for finding in check("MP501", source)} == {Confidence.MEDIUM}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_threads_that_are_not_there_are_no_reason(check: Check, source: str) -> None:
    check("MP501", source)


def test_a_fork_in_a_thread_is_a_hint(check: Check) -> None:
    (finding,) = check(
        "MP501",
        """
        import threading
        from multiprocessing import Process

        def job():
            Process(target=print).start()  # MP501

        threading.Thread(target=job).start()
        """,
    )
    assert finding.confidence is Confidence.LOW


def test_a_fork_by_hand_breaks_under_every_start_method_but_not_on_windows(check: Check) -> None:
    (finding,) = check(
        "MP501",
        """
        import os
        import threading

        threading.Thread(target=print).start()
        if os.fork() == 0:  # MP501
            print("in the child")
            os._exit(0)
        """,
    )
    assert Target("macos", (3, 14), "spawn") in finding.breaks_when
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}


def test_leaving_the_block_of_an_executor_made_earlier_ends_its_threads(check: Check) -> None:
    check(
        "MP501",
        """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

        def one_after_the_other(work):
            threads = ThreadPoolExecutor()
            with threads:
                threads.submit(work, 1)
            with ProcessPoolExecutor() as processes:
                processes.submit(work, 2)

        def before_and_within(work):
            threads = ThreadPoolExecutor()
            threads.submit(work, 1)
            processes = ProcessPoolExecutor()
            processes.submit(work, 2)  # MP501
            with threads:
                threads.submit(work, 3)
                processes.submit(work, 4)  # MP501
            processes.shutdown()
        """,
    )


def test_a_child_that_only_looks_takes_no_lock(check: Check) -> None:
    check(
        "MP501",
        """
        import os
        import sys
        import threading

        lock = threading.Lock()

        def looks(work):
            thread = threading.Thread(target=work)
            thread.start()
            pid = os.fork()
            if pid == 0:
                if len(sys._current_frames()) > 1:
                    os._exit(1)
                os._exit(2 if thread.is_alive() else 0)
            os.waitpid(pid, 0)

        def writes(work):
            thread = threading.Thread(target=work)
            thread.start()
            if os.fork() == 0:  # MP501
                print(thread.is_alive())
                os._exit(0)

        def locks(work):
            threading.Thread(target=work).start()
            if os.fork() == 0:  # MP501
                with lock:
                    os._exit(0)

        def returns(work):
            threading.Thread(target=work).start()
            if os.fork() == 0:  # MP501
                return threading.active_count()
        """,
    )
