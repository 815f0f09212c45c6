"""MP106 in other styles: what holds an object while its process starts, and what does not."""

from __future__ import annotations

import pytest

from mpcheck.targets import Target
from snippets import Check

REPORTED = {
    "in a tuple or dict that has a name of its own": """
        import multiprocessing as mp
        def launch(room):
            gate = mp.Semaphore(2)
            given = (room, gate)  # MP106
            return mp.Process(target=print, args=given)
        def tell(room):
            lock = mp.Lock()
            options = {"sep": room, "end": lock}  # MP106
            child = mp.Process(target=print, kwargs=options)
            child.start()
            return child
        def main():
            child = launch("bar")
            child.start()
            child.join()
            tell("gym").join()
        """,
    "made for a parameter that is only passed on": """
        import multiprocessing as mp
        def start(queue):
            child = mp.Process(target=print, args=(queue,))  # MP106
            child.start()
            return child
        def made(lock):
            return mp.Process(target=print, args=(lock,))  # MP106
        class Worker:
            def __init__(self, queue):
                self.child = mp.Process(target=print, args=(queue,))  # MP106
                self.child.start()
        def main():
            start(mp.Queue()).join()
            child = made(lock=mp.Lock())
            child.start()
            Worker(mp.Queue()).child.join()
        """,
    "a process that is never named": """
        import multiprocessing as mp
        def main():
            mp.Process(target=print, args=(mp.Lock(),)).start()  # MP106
        """,
    "a helper that makes the object": """
        from multiprocessing import Process, Queue
        def make_queue():
            return Queue()
        def main():
            child = Process(target=print, args=(make_queue(),))  # MP106
            child.start()
            child.join()
        """,
    "inside a list": """
        from multiprocessing import Process, Lock
        def main():
            child = Process(target=print, args=([Lock(), Lock()],))  # MP106
            child.start()
            child.join()
        """,
    "a helper that returns the process unstarted": """
        from multiprocessing import Process, JoinableQueue as Jobs
        def make():
            jobs = Jobs()
            child = Process(target=print, args=(jobs,))  # MP106
            child.daemon = True
            return child
        def main():
            child = make()
            child.start()
            child.join()
        """,
    "each round binds the name again": """
        from multiprocessing import Process, Event
        def main():
            workers = []
            for number in range(3):
                stop = Event()
                worker = Process(target=print, args=(stop, number))  # MP106
                worker.start()
                workers.append(worker)
            for worker in workers:
                worker.join()
        """,
    "made in a loop and started after it": """
        from multiprocessing import Process, Value
        def main():
            workers = []
            for number in range(3):
                count = Value("i", number)
                workers.append(Process(target=print, args=(count,)))  # MP106
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        """,
    "kept in an attribute: the process only": """
        from multiprocessing import Process, Queue
        class Service:
            def start(self):
                queue = Queue()
                self.process = Process(target=print, args=(queue,))  # MP106
                self.process.start()
        """,
    "an explicit context": """
        from multiprocessing import get_context
        context = get_context("spawn")
        def main():
            child = context.Process(target=print, args=(context.Condition(),))  # MP106
            child.start()
            child.join()
        """,
    "a generator that is run to its end": """
        from multiprocessing import Event, Process, Value
        class Crew:
            def members(self, names):
                count = Value("i", 0)
                for name in names:
                    yield Process(target=print, args=(name, count))  # MP106
            def hire(self, names):
                self.hired = [*self.members(names)]
        def tickers(names):
            for name in names:
                stop = Event()
                ticker = Process(target=print, args=(name, stop))  # MP106
                yield ticker
        def main(names):
            started = []
            for ticker in tickers(names):
                ticker.start()
                started.append(ticker)
            for ticker in started:
                ticker.join()
        """,
    "told to go on before the function returns": """
        import multiprocessing as mp
        class Gate:
            def __init__(self):
                self.open = []
            def admit(self, guest):
                ticket = mp.Event()
                child = mp.Process(target=print, args=(guest, ticket))  # MP106
                child.start()
                ticket.set()
                self.open.append(child)
        """,
    "let go of in each round": """
        from multiprocessing import Process, Lock, Semaphore
        def main():
            workers = []
            for number in range(3):
                baton = Semaphore(0)
                worker = Process(target=print, args=(baton, number))  # MP106
                workers.append(worker)
                worker.start()
                baton.release()
            for worker in workers:
                worker.join()
        """,
    "its end of a pipe is closed before the function returns": """
        import multiprocessing
        def start(name):
            inbox, outbox = multiprocessing.Pipe(duplex=False)
            slots = multiprocessing.BoundedSemaphore(2)
            child = multiprocessing.Process(target=print, args=(name, slots, outbox))  # MP106
            child.start()
            outbox.close()
            return child, inbox
        """,
}

SILENT = {
    "a tuple that is kept, or has a name until the child is done": """
        import multiprocessing as mp
        def run(room):
            given = (room, mp.Semaphore(2))
            child = mp.Process(target=print, args=given)
            child.start()
            child.join()
        def launch(room, kept):
            gate = mp.Semaphore(2)
            given = (room, gate)
            kept.append(given)
            return mp.Process(target=print, args=given)
        def tell(room):
            options = {"sep": room, "end": mp.Lock()}
            child = mp.Process(target=print, kwargs=options)
            child.start()
            return child, options
        def main():
            kept = []
            run("hall")
            child = launch("bar", kept)
            child.start()
            other, options = tell("gym")
            child.join()
            other.join()
        """,
    "a parameter that is kept, or held by the caller, or waited for": """
        import multiprocessing as mp
        from contextlib import contextmanager
        class Worker:
            def __init__(self, queue):
                self.queue = queue
                self.child = mp.Process(target=print, args=(queue,))
                self.child.start()
        def start(queue):
            child = mp.Process(target=print, args=(queue,))
            child.start()
            return child
        def run(lock):
            child = mp.Process(target=print, args=(lock,))
            child.start()
            child.join()
        @contextmanager
        def running(queue):
            child = mp.Process(target=print, args=(queue,))
            child.start()
            yield child
            child.join()
        def main():
            Worker(mp.Queue()).child.join()
            queue = mp.Queue()
            start(queue).join()
            run(mp.Lock())
            with running(mp.Queue()):
                print(queue.get())
        """,
    "its end of a pipe is closed, and the other read": """
        import multiprocessing
        def start(name):
            inbox, outbox = multiprocessing.Pipe(duplex=False)
            slots = multiprocessing.BoundedSemaphore(2)
            child = multiprocessing.Process(target=print, args=(name, slots, outbox))
            child.start()
            outbox.close()
            return child, inbox.recv()
        """,
    "closed, and waited for": """
        from multiprocessing import Process, Queue
        def start():
            jobs = Queue()
            jobs.put(1)
            child = Process(target=print, args=(jobs,))
            child.start()
            jobs.close()
            jobs.join_thread()
            return child
        """,
    "something else is closed, which may take its time": """
        from multiprocessing import Process, Lock
        def start(connection):
            lock = Lock()
            child = Process(target=print, args=(lock,))
            child.start()
            connection.close()
            return child
        """,
    "told to go on after a while": """
        import time
        from multiprocessing import Process, Event
        def start():
            go = Event()
            worker = Process(target=print, args=(go,))
            worker.start()
            time.sleep(1)
            go.set()
            return worker
        """,
    "told to go on, and joined": """
        from multiprocessing import Process, Event
        def run():
            go = Event()
            worker = Process(target=print, args=(go,))
            worker.start()
            go.set()
            worker.join()
            return worker.exitcode
        """,
    "told to go on once another is there": """
        from multiprocessing import Process, Event
        def start():
            go, ready = Event(), Event()
            gate = Event()
            worker = Process(target=print, args=(ready, gate))
            worker.start()
            ready.wait()
            gate.set()
            return worker
        """,
    "told to go on by a method that may wait": """
        from multiprocessing import Process, Event
        def start(gauge):
            go = Event()
            worker = Process(target=print, args=(go,))
            worker.start()
            gauge.set(1)
            go.set()
            return worker
        """,
    "a callback that is kept tells it to go on": """
        from multiprocessing import Process, Event
        def start(callbacks):
            go = Event()
            worker = Process(target=print, args=(go,))
            worker.start()
            callbacks.append(lambda: go.set())
            return worker
        """,
    "stored on self": """
        from multiprocessing import Process, Queue
        class Service:
            def start(self):
                self.queue = Queue()
                self.process = Process(target=print, args=(self.queue,))
                self.process.start()
        """,
    "put into a list": """
        from multiprocessing import Process, Event
        def start(events):
            stop = Event()
            events.append(stop)
            worker = Process(target=print, args=(stop,))
            worker.start()
            return worker
        """,
    "a closure uses it": """
        from multiprocessing import Process, Event
        def start():
            stop = Event()
            worker = Process(target=print, args=(stop,))
            worker.start()
            def end():
                stop.set()
                worker.join()
            return end
        """,
    "joined in the same function, on some condition": """
        from multiprocessing import Process, Event
        def start(wait):
            stop = Event()
            worker = Process(target=print, args=(stop,))
            worker.start()
            if wait:
                worker.join()
            return worker
        """,
    "the context manager waits": """
        from multiprocessing import Process, Event
        def start(running):
            stop = Event()
            worker = Process(target=print, args=(stop,))
            with running(worker):
                worker.start()
        """,
    "awaited": """
        import asyncio
        from multiprocessing import Process, Event
        async def start():
            stop = Event()
            worker = Process(target=print, args=(stop,))
            worker.start()
            await asyncio.sleep(1)
        """,
    "a generator that waits for what it yields, hands on what it holds, or is left in between": """
        import time
        from contextlib import contextmanager
        from multiprocessing import Event, Process
        def joined(names):
            for name in names:
                stop = Event()
                worker = Process(target=print, args=(name, stop))
                yield worker
                worker.join()
        def pairs(names):
            for name in names:
                stop = Event()
                yield Process(target=print, args=(name, stop)), stop
        def one_by_one(names):
            stop = Event()
            for name in names:
                yield Process(target=print, args=(name, stop))
        def until(names):
            stop = Event()
            for name in names:
                yield Process(target=print, args=(name, stop))
        @contextmanager
        def running():
            stop = Event()
            yield Process(target=print, args=(stop,))
        def main(names):
            print(list(pairs(names)))
            for worker in joined(names):
                worker.start()
            for worker in one_by_one(names):
                worker.start()
                time.sleep(1)
            for worker in until(names):
                if worker.name == "last":
                    break
            with running() as worker:
                worker.start()
        """,
    "a generator waits for its user": """
        from multiprocessing import Process, Queue
        def running():
            queue = Queue()
            worker = Process(target=print, args=(queue,))
            worker.start()
            yield worker
        """,
    "a parameter belongs to the caller": """
        from multiprocessing import Process, Queue
        def start(queue):
            worker = Process(target=print, args=(queue,))
            worker.start()
            return worker
        def main():
            queue = Queue()
            start(queue).join()
        """,
    "at module level, under the guard": """
        from multiprocessing import Process, Queue
        if __name__ == "__main__":
            queue = Queue()
            worker = Process(target=print, args=(queue,))
            worker.start()
        """,
    "held by another object": """
        from multiprocessing import Process, Lock
        def start(holder):
            lock = Lock()
            guard = holder(lock)
            worker = Process(target=print, args=(lock,))
            worker.start()
            return worker, guard
        """,
    "no semaphore": """
        from multiprocessing import Pipe, Process, RawValue, Value
        def start():
            worker = Process(target=print, args=(Pipe()[0], RawValue("i", 0), Value("i", 0, lock=False)))
            worker.start()
            return worker
        """,
    "the function keeps one queue for all": """
        from functools import lru_cache
        from multiprocessing import Process, Queue
        @lru_cache(None)
        def shared():
            return Queue()
        def main():
            worker = Process(target=print, args=(shared(),))
            worker.start()
            worker.join()
        """,
    "a thread": """
        from threading import Thread
        from multiprocessing import Queue
        def main():
            Thread(target=print, args=(Queue(),)).start()
        """,
    "under fork": """
        from multiprocessing import get_context
        context = get_context("fork")
        def main():
            context.Process(target=print, args=(context.Queue(),)).start()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    check("MP106", source)


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP106", source)


def test_windows_keeps_semaphores_for_the_child(check: Check) -> None:
    (finding,) = check("MP106", REPORTED["a process that is never named"])
    assert {target.platform for target in finding.breaks_when} == {"linux", "macos"}
    assert Target("linux", (3, 14), "forkserver") in finding.breaks_when
    assert not any(target.start_method == "fork" for target in finding.breaks_when)
