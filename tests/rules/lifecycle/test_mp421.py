from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
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
