from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "a batch that is done at once": """
        from multiprocessing import JoinableQueue, Process

        def work(jobs):
            while True:
                print([jobs.get() for _ in range(10)])  # MP421
                jobs.task_done()

        def main(numbers):
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,), daemon=True).start()
            for n in numbers:
                jobs.put(n)
            jobs.join()
        """,
    "a batch that a helper takes": """
        from multiprocessing import JoinableQueue, Process

        def take(jobs):
            batch = []
            while len(batch) < 10:
                batch.append(jobs.get())  # MP421
            return batch

        def work(jobs):
            while True:
                print(take(jobs))
                jobs.task_done()

        def main(numbers):
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,), daemon=True).start()
            for n in numbers:
                jobs.put(n)
            jobs.join()
        """,
    "a helper that takes, in a class": """
        import multiprocessing

        class Consumer(multiprocessing.Process):
            def __init__(self, jobs):
                super().__init__()
                self.jobs = jobs

            def run(self):
                while True:
                    job = self.jobs.get()  # MP421
                    if job.done:
                        continue
                    self.jobs.task_done()

        def main(jobs):
            queue = multiprocessing.JoinableQueue()
            Consumer(queue).start()
            for job in jobs:
                queue.put(job)
            queue.join()
        """,
    "a timeout, and an error that is caught": """
        import multiprocessing as mp
        from queue import Empty

        def work(jobs):
            while True:
                try:
                    job = jobs.get(timeout=1)  # MP421
                except Empty:
                    return
                try:
                    print(job)
                except ValueError:
                    continue
                jobs.task_done()

        def main():
            jobs = mp.get_context("spawn").JoinableQueue(3)
            child = mp.get_context("spawn").Process(target=work, args=(jobs,))
            child.start()
            jobs.put("a")
            jobs.join()
        """,
    "never done": """
        from multiprocessing import Process, JoinableQueue

        def work(jobs):
            print(jobs.get())  # MP421

        def main():
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,)).start()
            jobs.put(1)
            jobs.join()
        """,
}

RIGHT = {
    "a batch, each item of which is done": """
        from multiprocessing import JoinableQueue, Process

        def work(jobs):
            while True:
                batch = []
                for _ in range(10):
                    batch.append(jobs.get())
                print(batch)
                for _ in batch:
                    jobs.task_done()

        def main(numbers):
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,), daemon=True).start()
            for n in numbers:
                jobs.put(n)
            jobs.join()
        """,
    "a batch of a helper, which another one ends": """
        from multiprocessing import JoinableQueue, Process

        def take(jobs):
            return [jobs.get() for _ in range(10)]

        def finish(jobs, batch):
            for _ in batch:
                jobs.task_done()

        def work(jobs):
            while True:
                batch = take(jobs)
                print(batch)
                finish(jobs, batch)

        def main(numbers):
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,), daemon=True).start()
            for n in numbers:
                jobs.put(n)
            jobs.join()
        """,
    "a generator of items, and a helper that tries again": """
        import queue
        from multiprocessing import JoinableQueue, Process

        def items(jobs):
            while True:
                yield one(jobs)

        def one(jobs):
            while True:
                try:
                    return jobs.get(timeout=1)
                except queue.Empty:
                    print("nothing yet")

        def work(jobs):
            for job in items(jobs):
                print(job)
                jobs.task_done()
            for job in (jobs.get() for _ in range(3)):
                print(job)
                jobs.task_done()

        def main(numbers):
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,), daemon=True).start()
            for n in numbers:
                jobs.put(n)
            jobs.join()
        """,
    "done on every path": """
        from multiprocessing import Process, JoinableQueue

        def work(jobs):
            while True:
                job = jobs.get()
                try:
                    if job is None:
                        break
                    if job == 1:
                        continue
                    print(job)
                except ValueError:
                    print("bad")
                finally:
                    jobs.task_done()

        def other(jobs):
            while True:
                job = jobs.get()
                if job == 1:
                    jobs.task_done()
                    continue
                handle(job)
                finish(jobs)

        def handle(job):
            print(job)

        def finish(jobs):
            jobs.task_done()

        def main():
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,)).start()
            Process(target=other, args=(jobs,)).start()
            jobs.put(1)
            jobs.join()
        """,
    "never joined, or joined as a process": """
        from multiprocessing import Process, JoinableQueue

        def work(jobs):
            while True:
                print(jobs.get())

        def main():
            jobs = JoinableQueue()
            child = Process(target=work, args=(jobs,))
            child.start()
            jobs.put(1)
            child.join()
        """,
    "counted by code that is not seen": """
        from multiprocessing import Process, JoinableQueue
        from elsewhere import finish

        def work(jobs):
            while True:
                job = jobs.get()
                finish(jobs, job)

        def main():
            jobs = JoinableQueue()
            Process(target=work, args=(jobs,)).start()
            jobs.put(1)
            jobs.join()
        """,
    "a queue that is cleared": """
        from multiprocessing import JoinableQueue

        def clear(jobs):
            try:
                while True:
                    jobs.task_done()
            except ValueError:
                pass
            while not jobs.empty():
                jobs.get()
            jobs.join()

        clear(JoinableQueue())
        """,
    "counted when the result arrives": """
        from multiprocessing import JoinableQueue, Pool

        def main():
            jobs = JoinableQueue()
            jobs.put(1)
            with Pool() as pool:
                for _ in range(1):
                    pool.apply_async(print, (jobs.get(),), callback=lambda _: jobs.task_done())
                jobs.join()
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP421", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP421", RIGHT[name]) == []


def test_a_worker_of_another_file_loops_until_a_sentinel(tmp_path: Path) -> None:
    files = {
        "work.py": """
            from multiprocessing import Process

            class Consumer(Process):
                def __init__(self, tasks):
                    super().__init__(daemon=True)
                    self.tasks = tasks

                def run(self):
                    for task in iter(self.tasks.get, None):  # MP421
                        print(task)
        """,
        "program.py": """
            from dataclasses import dataclass, field
            from multiprocessing import JoinableQueue
            from work import Consumer

            @dataclass
            class Farm:
                tasks: JoinableQueue = field(default_factory=JoinableQueue)

                def run(self):
                    Consumer(self.tasks).start()
                    self.tasks.put(1)
                    self.tasks.join()

            if __name__ == "__main__":
                Farm().run()
        """,
    }
    check_files(tmp_path, files, "MP421")


def test_a_loop_until_a_sentinel_leaves_some_out(tmp_path: Path) -> None:
    files = {
        "program.py": """
            from multiprocessing import JoinableQueue, Process

            def work(tasks):
                for task in iter(tasks.get, None):  # MP421
                    if task < 0:
                        continue
                    print(task)
                    tasks.task_done()

            if __name__ == "__main__":
                tasks = JoinableQueue()
                Process(target=work, args=(tasks,), daemon=True).start()
                tasks.put(1)
                tasks.join()
        """,
    }
    check_files(tmp_path, files, "MP421")


def test_a_loop_until_a_sentinel_counts_all(tmp_path: Path) -> None:
    files = {
        "work.py": """
            def work(tasks):
                for task in iter(tasks.get, None):
                    print(task)
                    tasks.task_done()
                tasks.task_done()
        """,
        "program.py": """
            from multiprocessing import JoinableQueue, Process
            from work import work

            if __name__ == "__main__":
                tasks = JoinableQueue()
                Process(target=work, args=(tasks,), daemon=True).start()
                tasks.put(1)
                tasks.put(None)
                tasks.join()
        """,
    }
    check_files(tmp_path, files, "MP421")
