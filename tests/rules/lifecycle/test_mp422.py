from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "workers that are replaced": """
        import multiprocessing

        class Worker(multiprocessing.Process):
            def __init__(self, jobs):
                super().__init__()
                self.jobs = jobs

            def run(self):
                while True:
                    print(self.jobs.get())

        def main():
            jobs = multiprocessing.JoinableQueue()
            while True:
                worker = Worker(jobs)
                worker.start()
                worker.join(5)
                worker.terminate()  # MP422
        """,
    "a helper, a list of processes": """
        from multiprocessing import get_context

        def work(out):
            for n in range(1000):
                out.put([n] * 1000)

        def stop(processes):
            for process in processes:
                process.kill()  # MP422

        def main():
            context = get_context("spawn")
            results = context.SimpleQueue()
            processes = [context.Process(target=work, args=(results,)) for _ in range(3)]
            for process in processes:
                process.start()
            stop(processes)
            while not results.empty():
                print(results.get())
        """,
}

WRONG |= {
    "a queue of which the next process reads": """
        import multiprocessing, time

        def consume(jobs):
            while True:
                print(jobs.get())

        def turn(jobs, seconds):
            process = multiprocessing.Process(target=consume, args=(jobs,))
            process.start()
            time.sleep(seconds)
            process.terminate()  # MP422

        def main():
            jobs = multiprocessing.Queue()
            for seconds in range(3):
                turn(jobs, seconds)
        """,
    "a lock that is held while the process runs what it is given": """
        import multiprocessing as mp
        import time
        from dataclasses import dataclass
        from typing import Callable

        @dataclass
        class Job:
            title: str
            action: Callable[[], None]

        class Runner:
            def __init__(self, context):
                self.context = context
                self.mutex = context.Lock()

            def run(self, job):
                child = self.context.Process(target=alone, args=(self.mutex, job))
                child.start()
                child.join(2)
                if child.is_alive():
                    child.terminate()  # MP422
                    child.join()

            def report(self):
                self.mutex.acquire()
                print("all done")

        def alone(mutex, job):
            with mutex:
                job.action()

        def index():
            for _ in range(600):
                time.sleep(0.1)

        def main():
            runner = Runner(mp.get_context("spawn"))
            for job in [Job("hello", print), Job("index", index)]:
                runner.run(job)
            runner.report()
        """,
    "a lock that is acquired and released": """
        from multiprocessing import Lock, Process
        from time import sleep

        def rebuild(lock, folder):
            lock.acquire()
            try:
                sleep(30)
            finally:
                lock.release()

        def main(folder):
            lock = Lock()
            child = Process(target=rebuild, args=(lock, folder))
            child.start()
            child.join(timeout=1)
            child.kill()  # MP422
            with lock:
                print(folder)
        """,
}

WRONG |= {
    "a barrier at which the parent waits next": """
        import multiprocessing as mp

        def work(gate):
            gate.wait()

        def main(seconds):
            gate = mp.Barrier(2)
            child = mp.Process(target=work, args=(gate,))
            child.start()
            child.join(seconds)
            child.terminate()  # MP422
            gate.wait()
    """,
    "a barrier for the process that comes in its place": """
        import multiprocessing as mp

        class Step(mp.Process):
            def __init__(self, gate):
                super().__init__()
                self.gate = gate

            def run(self):
                self.gate.wait(60)

        class Steps:
            def __init__(self):
                self.gate = mp.get_context("spawn").Barrier(2)

            def replace(self, step):
                step = Step(self.gate)
                step.start()
                step.kill()  # MP422
                step = Step(self.gate)
                step.start()
    """,
    "a barrier at which the others wait": """
        import multiprocessing as mp
        import time

        def work(gate, seconds):
            time.sleep(seconds)
            gate.wait()

        def main():
            gate = mp.Barrier(3)
            children = [mp.Process(target=work, args=(gate, seconds)) for seconds in range(3)]
            for child in children:
                child.start()
            children[0].kill()  # MP422
            for child in children:
                child.join()
    """,
    "a condition of which all are told": """
        import multiprocessing as mp
        import time

        def work(changed, values):
            with changed:
                changed.wait_for(lambda: values.value)

        def main():
            changed, values = mp.Condition(), mp.Value("i")
            child = mp.Process(target=work, args=(changed, values))
            child.start()
            time.sleep(1)
            child.terminate()  # MP422
            with changed:
                changed.notify_all()
    """,
}

RIGHT = {
    "events, conditions and barriers that nobody uses any more, or others": """
        import multiprocessing as mp

        def work(stop, changed, gate):
            gate.wait()
            with changed:
                changed.wait()
            while not stop.is_set():
                stop.wait(1)

        def main():
            stop, changed, gate = mp.Event(), mp.Condition(), mp.Barrier(2)
            child = mp.Process(target=work, args=(stop, changed, gate))
            child.start()
            gate.wait()
            with changed:
                changed.notify_all()
            stop.set()
            child.join(5)
            if child.is_alive():
                child.terminate()
            with changed:
                changed.notify()
            stop.clear()
            print(stop.is_set(), gate.broken)

        def again():
            while True:
                main()
    """,
    "all that wait at a barrier are ended": """
        import multiprocessing as mp

        def work(gate):
            gate.wait()

        def main():
            gate = mp.Barrier(3)
            children = [mp.Process(target=work, args=(gate,)) for _ in range(2)]
            for child in children:
                child.start()
            for child in children:
                child.terminate()
            for child in children:
                child.join()
    """,
    "an event that the process only asks": """
        import multiprocessing as mp

        def work(stop):
            while not stop.is_set():
                print("at work")

        def main():
            stop = mp.Event()
            child = mp.Process(target=work, args=(stop,))
            child.start()
            child.kill()
            stop.set()
    """,
    "a queue for each turn": """
        import multiprocessing, time

        def consume(jobs):
            while True:
                print(jobs.get())

        def turn(jobs, seconds):
            process = multiprocessing.Process(target=consume, args=(jobs,))
            process.start()
            time.sleep(seconds)
            process.terminate()

        def main():
            for seconds in range(3):
                turn(multiprocessing.Queue(), seconds)
        """,
    "nothing reads any more": """
        import multiprocessing as mp

        def work(jobs, results):
            results.put([jobs.get()])

        def main():
            jobs, results = mp.Queue(), mp.Queue()
            child = mp.Process(target=work, args=(jobs, results))
            child.start()
            jobs.put(1)
            print(results.get())
            child.terminate()
            child.join()
            jobs.close()
            results.close()
        """,
    "new queues for each process": """
        import multiprocessing as mp

        class Runner:
            def __init__(self):
                self.start()

            def start(self):
                self.jobs = mp.Queue()
                self.child = mp.Process(target=work, args=(self.jobs,))
                self.child.start()

            def restart(self):
                self.child.terminate()
                self.start()

        def work(jobs):
            while True:
                print(jobs.get())

        def main():
            while True:
                queue = mp.Queue()
                child = mp.Process(target=work, args=(queue,))
                child.start()
                child.terminate()
        """,
    "ended before, or told to end": """
        import multiprocessing as mp
        import signal

        def work(results):
            results.put([1])

        def main():
            results = mp.Queue()
            child = mp.Process(target=work, args=(results,), daemon=True)
            child.start()
            print(results.get())
            child.join()
            child.terminate()
            print(results.get())
        """,
    "a handler ends the process in order": """
        import multiprocessing as mp
        import signal

        def work(results):
            signal.signal(signal.SIGTERM, lambda *_: results.put("end"))
            while True:
                results.put([1])

        def main():
            results = mp.Queue()
            child = mp.Process(target=work, args=(results,))
            child.start()
            child.terminate()
            print(results.get())
        """,
    "a read that does not wait for readers": """
        import multiprocessing as mp

        def work(jobs):
            while True:
                print(jobs.get())

        def main():
            jobs = mp.Queue()
            child = mp.Process(target=work, args=(jobs,))
            child.start()
            jobs.put(1)
            child.terminate()
            print(jobs.get(timeout=1), jobs.get_nowait())
        """,
    "a loop that is over after one round": """
        import multiprocessing as mp

        def work(results):
            while True:
                results.put([1])

        class Workers:
            def __init__(self):
                self.results = mp.Queue()
                self.process = mp.Process(target=work, args=(self.results,))
                self.process.start()
                self.running = True

            def stop(self):
                while self.running:
                    print(self.results.get())
                    self.process.terminate()
                    self.running = False
                    print("done")
        """,
    "the function ends": """
        import multiprocessing as mp
        import pytest

        def work(results):
            results.put([1])

        def test():
            results = mp.Queue()
            child = mp.Process(target=work, args=(results,))
            child.start()
            if not results.empty():
                child.terminate()
                pytest.fail("too late")
            print(results.get())
            child.join()
        """,
}


GUARDS = """
    import multiprocessing as mp
    import time

    def hold(lock, seconds):
        with lock:
            time.sleep(seconds)

    class Guard:
        def __init__(self):
            self.lock = mp.Lock()

        def run(self, seconds):
            process = mp.Process(target=hold, args=(self.lock, seconds))
            process.start()
            process.join(2)
            if process.exitcode is None:
                process.terminate(){mark}
"""
RUNS_AGAIN = {
    "in a loop": "guard = Guard()\n    for seconds in (9, 1):\n        guard.run(seconds)",
    "by two calls": "guard = Guard()\n    guard.run(9)\n    guard.run(1)",
}
RUNS_ONCE = {
    "once": "guard = Guard()\n    guard.run(9)",
    "an object each time": "for seconds in (9, 1):\n        Guard().run(seconds)",
    "several objects": "for guard in [Guard() for _ in range(2)]:\n        guard.run(9)",
    "two objects": "one, other = Guard(), Guard()\n    one.run(9)\n    other.run(9)",
}


@pytest.mark.parametrize("main", RUNS_AGAIN.values(), ids=RUNS_AGAIN)
def test_the_next_process_takes_the_lock(check: Check, main: str) -> None:
    check("MP422", textwrap.dedent(GUARDS.format(mark="  # MP422")) + f"\ndef main():\n    {main}\n")


@pytest.mark.parametrize("main", RUNS_ONCE.values(), ids=RUNS_ONCE)
def test_each_lock_is_of_one_process(check: Check, main: str) -> None:
    check("MP422", textwrap.dedent(GUARDS.format(mark="")) + f"\ndef main():\n    {main}\n")


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP422", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP422", RIGHT[name]) == []


BENCH = {
    "watchdog.py": """
        from multiprocessing import Process

        def run(target, *args, limit):
            process = Process(target=target, args=args)
            process.start()
            process.join(limit)
            process.terminate()  # MP422
        """,
    "devices.py": """
        import time

        def check(name, bus):
            with bus:
                time.sleep(len(name))
        """,
    "main.py": """
        from multiprocessing import Lock
        from devices import check
        from watchdog import run

        def check_all(names):
            bus = Lock()
            for name in names:
                run(check, name, bus, limit=1.5)
            with bus:
                print("done")
        """,
}
#: Files that make the same harmless.
HARMLESS = {
    "a lock for each process": {
        "main.py": """
            from multiprocessing import Lock
            from devices import check
            from watchdog import run

            def check_all(names):
                for name in names:
                    bus = Lock()
                    with bus:
                        print(name)
                    run(check, name, bus, limit=1.5)
            """
    },
    "the process is waited for": {
        "watchdog.py": """
            from multiprocessing import Process

            def run(target, *args, limit):
                process = Process(target=target, args=args)
                process.start()
                process.join()
                process.terminate()
            """
    },
    "the process ends in order": {
        "devices.py": """
            import signal
            import time

            def check(name, bus):
                signal.signal(signal.SIGTERM, lambda *_: exit())
                with bus:
                    time.sleep(len(name))
            """
    },
    "nobody takes the lock afterwards": {
        "main.py": """
            from multiprocessing import Lock
            from devices import check
            from watchdog import run

            def check_all(names):
                bus = Lock()
                with bus:
                    print("begin")
                run(check, names[0], bus, limit=1.5)
            """
    },
}


def test_another_file_ends_the_process(tmp_path: Path) -> None:
    assert check_files(tmp_path, BENCH, "MP422")


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_in_several_files(tmp_path: Path, name: str) -> None:
    files = {**BENCH, **HARMLESS[name]}
    check_files(tmp_path, {file: text.replace("# MP422", "") for file, text in files.items()}, "MP422")


BRIEF = """
        from multiprocessing import Lock, Process
        from time import sleep

        def work(lock, action):
            {held}
            sleep(30)

        def main():
            lock = Lock()
            child = Process(target=work, args=(lock, "text".title))
            child.start()
            child.join(1)
            child.terminate()  # MP422
            lock.acquire()
        """
MOMENTS = {
    "with": "with lock:\n                action()",
    "released at once": "lock.acquire()\n            action()\n            lock.release()",
    "released in between": "lock.acquire()\n            try:\n                action()\n            finally:\n                lock.release()",
    "never released": "lock.acquire()\n            action()",
}


@pytest.mark.parametrize("name", MOMENTS)
def test_locks_that_are_held_for_a_moment(check: Check, name: str) -> None:
    (found,) = check("MP422", BRIEF.format(held=MOMENTS[name]))
    assert found.confidence is Confidence.LOW


def test_each_queue_is_drained_by_a_process_of_its_own(check: Check) -> None:
    check(
        "MP422",
        """
        import multiprocessing as mp

        def empty(queue):
            while not queue.empty():
                queue.get()

        class Channels:
            def __init__(self, number):
                self.tasks = [mp.JoinableQueue() for _ in range(number)]
                self.results = mp.JoinableQueue()

            def drain_all(self):
                for queue in self.tasks:
                    self.drain(queue)
                self.drain(self.results)

            def drain(self, queue):
                process = mp.Process(target=empty, args=(queue,))
                process.start()
                process.join(timeout=5)
                if process.is_alive():
                    process.terminate()
                    process.join()

        if __name__ == "__main__":
            Channels(2).drain_all()
        """,
    )


def test_an_object_of_another_file_holds_the_lock(tmp_path: Path) -> None:
    files = {
        "store.py": """
            from dataclasses import dataclass
            from multiprocessing.synchronize import Lock

            @dataclass
            class Store:
                lock: Lock
                path: str

                def show(self):
                    with self.lock:
                        print("ok")
        """,
        "work.py": """
            import time

            def write(lock):
                with lock:
                    time.sleep(60)
        """,
        "program.py": """
            import multiprocessing as mp
            import time
            from store import Store
            from work import write

            def main():
                store = Store(mp.Lock(), "x")
                process = mp.Process(target=write, args=(store.lock,))
                process.start()
                time.sleep(1)
                process.terminate()  # MP422
                process.join()
                store.show()

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP422")


def test_a_queue_that_the_process_makes_itself(check: Check) -> None:
    check(
        "MP422",
        """
        import multiprocessing as mp

        def helper(queue):
            queue.put(1)

        def alone(results):
            own = mp.Queue()
            inner = mp.Process(target=helper, args=(own,))
            inner.start()
            results.put(own.get())

        def isolated():
            results = mp.Queue()
            process = mp.Process(target=alone, args=(results,))
            process.start()
            found = results.get(timeout=9)
            process.terminate()
            return found

        def main():
            return [isolated(), isolated()]
        """,
    )
