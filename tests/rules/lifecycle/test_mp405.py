from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Severity
from snippets import Check, check_files

WRONG = {
    "a task that does little": """
        from concurrent.futures import ProcessPoolExecutor

        def same(numbers):
            return numbers[0]

        def main(numbers):
            executor = ProcessPoolExecutor(2)
            executor.submit(same, numbers)  # MP405
            return executor
        """,
    "a bare submit": """
        import concurrent.futures

        def main(paths):
            with concurrent.futures.ProcessPoolExecutor() as ex:
                for path in paths:
                    ex.submit(convert, path)  # MP405
        """,
    "a bare map": """
        from concurrent.futures import ProcessPoolExecutor as PPE

        def convert(path):
            open(path).read()

        def main(paths):
            with PPE() as ex:
                ex.map(convert, paths)  # MP405
        """,
    "a map bound to a name that nothing reads": """
        from concurrent.futures import ProcessPoolExecutor

        def main(paths):
            with ProcessPoolExecutor() as ex:
                results = ex.map(convert, paths)  # MP405
            print("converted")
        """,
    "a list of results that nothing reads": """
        from multiprocessing import Pool

        def main(paths):
            pool = Pool()
            results = []
            for path in paths:
                r = pool.apply_async(convert, (path,))  # MP405
                results.append(r)
            pool.close()
            pool.join()
        """,
    "a comprehension as a statement": """
        from multiprocessing import Pool

        def main(paths):
            pool = Pool()
            [pool.apply_async(convert, args=(path,)) for path in paths]  # MP405
            pool.close()
            pool.join()
        """,
    "an attribute pool": """
        import multiprocessing as mp

        class Service:
            def __init__(self):
                self._pool = mp.get_context("spawn").Pool(2)

            def handle(self, request):
                self._pool.apply_async(self.work, (request,))  # MP405

            def work(self, request):
                return request.body
        """,
    "under the guard": """
        from multiprocessing import Pool

        if __name__ == "__main__":
            p = Pool()
            result = p.map_async(work, range(10))  # MP405
            p.close()
            p.join()
        """,
    "results only waited for": """
        from multiprocessing import Pool

        def main(paths):
            with Pool() as pool:
                results = [pool.apply_async(convert, (p,)) for p in paths]  # MP405
                for r in results:
                    r.wait()
        """,
    "as_completed without result": """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def main(paths):
            with ProcessPoolExecutor() as ex:
                futures = [ex.submit(convert, p) for p in paths]  # MP405
                for n, future in enumerate(as_completed(futures)):
                    print(n, "done")
        """,
    "wait without result": """
        from concurrent.futures import ProcessPoolExecutor, wait

        def main(paths):
            ex = ProcessPoolExecutor()
            futures = set()
            for p in paths:
                futures.add(ex.submit(convert, p))  # MP405
            wait(futures)
            ex.shutdown()
        """,
    "a helper with the pool as its parameter": """
        import multiprocessing

        def send(pool, jobs):
            for job in jobs:
                pool.apply_async(run, (job,))  # MP405

        def main(jobs):
            pool = multiprocessing.Pool()
            send(pool, jobs)
            pool.close()
            pool.join()
        """,
    "an executor made by a factory that is a parameter": """
        from concurrent.futures import ProcessPoolExecutor

        def main(factory, jobs):
            with factory(max_workers=2) as executor:
                executor.map(run, jobs)  # MP405

        main(ProcessPoolExecutor, [1, 2])
        """,
    "imap as a statement": """
        import multiprocessing

        def main(jobs):
            pool = multiprocessing.Pool()
            pool.imap_unordered(run, jobs)  # MP405
            pool.close()
            pool.join()
        """,
    "the first of two results is lost": """
        import multiprocessing

        def main(pool_size):
            pool = multiprocessing.Pool(pool_size)
            r = pool.apply_async(prepare)  # MP405
            r = pool.apply_async(work)
            print(r.get())
            pool.close()
            pool.join()
        """,
    "kept by an object of a program that only counts and waits": """
        from multiprocessing import Pool

        class Sender:
            def __init__(self):
                self.pool = Pool(2)
                self.sent = []
                self.by_path = {}
                self.last = None

            def send(self, path):
                self.sent.append(self.pool.apply_async(convert, (path,)))  # MP405
                self.by_path[path] = self.pool.apply_async(convert, (path,))  # MP405
                self.last = self.pool.apply_async(convert, (path,))  # MP405

            def finish(self):
                for task in self.sent:
                    task.wait()
                self.pool.close()
                self.pool.join()
                return len(self.by_path)

        if __name__ == "__main__":
            sender = Sender()
            sender.send("a")
            print(sender.finish(), "of", len(sender.sent))
        """,
    "kept in a global of a program": """
        from concurrent.futures import ProcessPoolExecutor, wait

        pending = []

        def main(paths):
            with ProcessPoolExecutor() as ex:
                for path in paths:
                    pending.append(ex.submit(convert, path))  # MP405
                wait(pending)

        if __name__ == "__main__":
            main(["a"])
        """,
}

RIGHT = {
    "tasks that do nothing": """
        from concurrent.futures import ProcessPoolExecutor

        def start_worker():
            pass

        def main(name):
            executor = ProcessPoolExecutor(2)
            executor.submit(start_worker)
            return executor
        """,
    "kept by an object of a program that reads them elsewhere": """
        from multiprocessing import Pool

        class Sender:
            def __init__(self):
                self.pool = Pool(2)
                self.sent, self.asked, self.given, self.shown = [], [], [], []

            def send(self, path):
                self.sent.append(self.pool.apply_async(convert, (path,)))
                self.asked.append(self.pool.apply_async(convert, (path,)))
                self.given.append(self.pool.apply_async(convert, (path,)))
                self.shown += [self.pool.apply_async(convert, (path,))]

            def results(self):
                return self.given

        def read(name, sender):
            return [task.get() for task in getattr(sender, name)]

        if __name__ == "__main__":
            sender = Sender()
            sender.send("a")
            print([task.get() for task in sender.sent], read("asked", sender), sender.results(), sender.shown)
        """,
    "kept by an object of a framework": """
        from concurrent.futures import ProcessPoolExecutor
        from dataclasses import dataclass, field
        from framework import Service

        class Sender(Service):
            def send(self, path):
                self.pending = ProcessPoolExecutor().submit(convert, path)

        @dataclass
        class Sent:
            tasks: list = field(default_factory=list)

            def send(self, path):
                self.tasks.append(ProcessPoolExecutor().submit(convert, path))

        def send(path, to):
            to.append(ProcessPoolExecutor().submit(convert, path))

        if __name__ == "__main__":
            Sender().send("a")
            Sent().send("a")
            send("a", [])
        """,
    "a global of a module that others import": """
        from concurrent.futures import ProcessPoolExecutor

        pending = []

        def send(path):
            pending.append(ProcessPoolExecutor().submit(convert, path))
        """,
    "results": """
        from concurrent.futures import ProcessPoolExecutor, as_completed, wait

        def main(paths):
            with ProcessPoolExecutor() as ex:
                one = ex.submit(convert, 1)
                many = {ex.submit(convert, p): p for p in paths}
                for future in as_completed(many):
                    print(many[future], future.result())
                done, not_done = wait([ex.submit(convert, 2)])
                for future in done:
                    future.result()
                for value in ex.map(convert, paths):
                    print(value)
                return one.result(), list(ex.map(convert, paths))
        """,
    "exception() and successful()": """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Pool

        def main(paths):
            with ProcessPoolExecutor() as ex, Pool() as pool:
                futures = [ex.submit(convert, p) for p in paths]
                failed = [f for f in futures if f.exception()]
                r = pool.map_async(convert, paths)
                r.wait()
                return failed, r.successful()
        """,
    "add_done_callback": """
        from concurrent.futures import ProcessPoolExecutor

        def main(paths):
            with ProcessPoolExecutor() as ex:
                ex.submit(convert, 1).add_done_callback(report)
                for p in paths:
                    future = ex.submit(convert, p)
                    future.add_done_callback(report)
        """,
    "error_callback": """
        import multiprocessing as mp

        def main(paths):
            pool = mp.Pool()
            pool.map_async(convert, paths, error_callback=print)
            for p in paths:
                pool.apply_async(convert, (p,), {}, None, report)
            pool.close()
            pool.join()
        """,
    "threads": """
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing.pool import ThreadPool

        def main(paths):
            with ThreadPoolExecutor() as ex:
                ex.submit(convert, 1)
            ThreadPool().apply_async(convert, (1,))
        """,
    "the future is returned or kept for others": """
        from concurrent.futures import ProcessPoolExecutor

        class Jobs:
            def __init__(self):
                self.ex = ProcessPoolExecutor()
                self.futures = []

            def add(self, path):
                self.last = self.ex.submit(convert, path)
                self.futures.append(self.ex.submit(convert, path))
                return self.ex.submit(convert, path)

            def each(self, paths):
                yield from (self.ex.submit(convert, p) for p in paths)
        """,
    "awaited": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor

        async def main(paths):
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as ex:
                await asyncio.wrap_future(ex.submit(convert, 1))
                jobs = [asyncio.wrap_future(ex.submit(convert, p)) for p in paths]
                return await asyncio.gather(*jobs)
        """,
    "blocking methods as statements": """
        from multiprocessing import Pool

        def main(paths):
            with Pool() as pool:
                pool.map(convert, paths)
                pool.starmap(convert, enumerate(paths))
                pool.apply(convert, (1,))
        """,
    "a loop without a body still reads": """
        from multiprocessing import Pool
        from collections import deque

        def main(paths):
            with Pool() as pool:
                for _ in pool.imap_unordered(convert, paths):
                    pass
                deque(pool.imap(convert, paths), maxlen=0)
                it = pool.imap(convert, paths)
                next(it)
        """,
    "the task handles its exceptions": """
        import logging
        from concurrent.futures import ProcessPoolExecutor

        def convert(path):
            \"\"\"Convert.\"\"\"
            log = None
            try:
                return open(path).read()
            except Exception as error:
                logging.exception("no")
                return None

        def main(paths):
            with ProcessPoolExecutor() as ex:
                for p in paths:
                    ex.submit(convert, p)
        """,
    "another kind of submit": """
        def main(form, pool):
            form.submit(1)
            pool.apply_async(work)
        """,
    "a dict of futures read by a method": """
        from concurrent.futures import ProcessPoolExecutor

        def main(paths):
            jobs = {}
            with ProcessPoolExecutor() as ex:
                for p in paths:
                    jobs[p] = ex.submit(convert, p)
            return {p: job.result() for p, job in jobs.items()}
        """,
    "a nested function reads it": """
        from multiprocessing import Pool

        def main():
            pool = Pool()
            r = pool.apply_async(work)

            def finish():
                return r.get()

            return finish
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_reported(check: Check, source: str) -> None:
    check("MP405", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP405", source) == []


def test_a_callback_alone_is_advice(check: Check) -> None:
    found = check(
        "MP405",
        """
        from multiprocessing import Pool

        def main(paths, done):
            pool = Pool()
            pool.apply_async(convert, (paths,), callback=done.append)  # MP405
        """,
    )
    assert [finding.severity for finding in found] == [Severity.NOTE]


def test_the_confidence_follows_what_is_known_of_the_task(check: Check) -> None:
    confidences = [check("MP405", WRONG[name])[0].confidence for name in ("a bare map", "a bare submit")]
    assert confidences == [Confidence.HIGH, Confidence.MEDIUM]


def test_a_builtin_function_is_a_guess(check: Check) -> None:
    source = """
        from concurrent.futures import ProcessPoolExecutor

        def main():
            executor = ProcessPoolExecutor()
            executor.submit(print, 2)  # MP405
            executor.shutdown()
        """
    assert [finding.confidence for finding in check("MP405", source)] == [Confidence.LOW]


def test_an_object_of_another_file_keeps_what_nobody_reads(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            class Submitter:
                def __init__(self, executor):
                    self.executor = executor
                    self.futures = []

                def add(self, function, *args):
                    self.futures.append(self.executor.submit(function, *args))  # MP405
        """,
        "program.py": """
            from concurrent.futures import ProcessPoolExecutor
            from lib import Submitter

            def work(n):
                raise ValueError(n)

            if __name__ == "__main__":
                with ProcessPoolExecutor(2) as executor:
                    submitter = Submitter(executor)
                    submitter.add(work, 1)
                print("done", len(submitter.futures))
        """,
    }
    check_files(tmp_path, files, "MP405")


def test_a_third_file_reads_what_an_object_keeps(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            class Submitter:
                def __init__(self, executor):
                    self.executor = executor
                    self.futures = []

                def add(self, function, *args):
                    self.futures.append(self.executor.submit(function, *args))
        """,
        "report.py": """
            def show(submitter):
                return [future.result() for future in submitter.futures]
        """,
        "program.py": """
            from concurrent.futures import ProcessPoolExecutor
            from lib import Submitter
            from report import show

            def work(n):
                raise ValueError(n)

            if __name__ == "__main__":
                with ProcessPoolExecutor(2) as executor:
                    submitter = Submitter(executor)
                    submitter.add(work, 1)
                print("done", show(submitter))
        """,
    }
    check_files(tmp_path, files, "MP405")


@pytest.mark.parametrize(("end", "confidence"), [("", Confidence.LOW), ("pool.close()", Confidence.HIGH)])
def test_workers_that_are_ended_at_work_are_not_asked_for_results(
    check: Check, end: str, confidence: Confidence
) -> None:
    (found,) = check(
        "MP405",
        f"""
        import threading
        from multiprocessing import Pool

        def serve(path):
            open(path).read()

        def stop(pool):
            pool.terminate()
            pool.join()

        def main(paths):
            pool = Pool(2)
            pool.map_async(serve, paths)  # MP405
            {end}
            stopper = threading.Thread(target=stop, args=(pool,))
            stopper.start()
            stopper.join(30)
        """,
    )
    assert found.confidence is confidence
