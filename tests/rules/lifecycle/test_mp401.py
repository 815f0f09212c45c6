from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence, Severity
from snippets import Check, check_files

WRONG = {
    "numbers and short texts": """
        import time
        from multiprocessing import Process, Queue

        def work(q, target):
            begin, status = time.process_time(), "ok"
            try:
                target()
            except ValueError as error:
                q.put(("failed", str(error)))
            else:
                q.put((status, time.process_time() - begin, f"{begin:.1f}", target is None))

        def main(target):
            q = Queue()
            p = Process(target=work, args=(q, target))
            p.start()
            p.join()  # MP401
            return q.get()
        """,
    "a record of numbers": """
        from dataclasses import dataclass
        from multiprocessing import Process, Queue

        @dataclass
        class Mean:
            total: float = 0
            count: int = 0

            def add(self, number):
                self.total += number
                self.count += 1

        def work(q):
            mean = Mean()
            for number in range(100):
                mean.add(number)
            q.put(mean)

        def main():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()  # MP401
            return q.get()
        """,
    "a record of numbers and more": """
        from dataclasses import dataclass, field
        from multiprocessing import Process, Queue

        @dataclass
        class Seen:
            count: int = 0
            words: list = field(default_factory=list)

        def work(q):
            q.put(Seen(1, ["a"]))

        def main():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()  # MP401
            return q.get()
        """,
    "a number by a process of the process": """
        import multiprocessing as mp

        def inner(q):
            q.put(2)

        def outer(q):
            q.put(1)
            child = mp.Process(target=inner, args=(q,))
            child.start()
            child.join()

        def main():
            q = mp.Queue()
            p = mp.Process(target=outer, args=(q,))
            p.start()
            p.join()  # MP401
            return [q.get(), q.get()]
        """,
    "one object of unknown size": """
        from multiprocessing import Process, Queue

        def work(q, source):
            q.put(source.read())

        def main(source):
            q = Queue()
            p = Process(target=work, args=(q, source))
            p.start()
            p.join()  # MP401
            return q.get()
        """,
    "one object of unknown size, and a time limit": """
        from multiprocessing import Process, Queue

        def work(q, source):
            q.put(source.read())

        def main(source):
            q = Queue()
            p = Process(target=work, args=(q, source))
            p.start()
            p.join(30)  # MP401
            return q.get()
        """,
    "methods of the class, given to map": """
        from multiprocessing import Process, Queue

        def work(out, n):
            out.put(list(range(n)))

        def main():
            out = Queue()
            processes = [Process(target=work, args=(out, n)) for n in range(4)]
            list(map(Process.start, processes))
            [*map(Process.join, processes)]  # MP401
            return [out.get() for _ in processes]
        """,
    "the tutorial's program, with the lines swapped": """
        from multiprocessing import Process, Queue

        def f(q):
            q.put([42, None, 'hello'])

        if __name__ == '__main__':
            q = Queue()
            p = Process(target=f, args=(q,))
            p.start()
            p.join()  # MP401
            print(q.get())
        """,
    "an empty() loop after the joins": """
        import multiprocessing as mp

        def crawl(urls, out):
            for url in urls:
                out.put(fetch(url))

        def main(parts):
            out = mp.Queue()
            jobs = []
            for part in parts:
                job = mp.Process(target=crawl, args=(part, out))
                jobs.append(job)
                job.start()
            for job in jobs:
                job.join()  # MP401
            found = []
            while not out.empty():
                found.append(out.get())
            return found
        """,
    "joins in a comprehension, a queue from a context, keyword arguments": """
        import multiprocessing
        ctx = multiprocessing.get_context("spawn")

        def work(*, out, n):
            for i in range(n):
                out.put(i)

        def run():
            out = ctx.Queue()
            ps = [ctx.Process(target=work, kwargs={"out": out, "n": 10}) for _ in range(3)]
            [p.start() for p in ps]
            [p.join() for p in ps]  # MP401
            return [out.get() for _ in range(30)]
        """,
    "a helper that joins and reads": """
        from multiprocessing import Process, Queue

        def work(q, text):
            q.put(text * 10)

        def finish(children, queue):
            for child in children:
                child.join()  # MP401
            return [queue.get() for _ in children]

        def main():
            queue = Queue()
            children = [Process(target=work, args=(queue, "x")), Process(target=work, args=(queue, "y"))]
            for child in children:
                child.start()
            print(finish(children, queue))
        """,
    "two helpers in the wrong order": """
        from multiprocessing import Process, Queue

        def work(q, text):
            q.put(text * 10)

        def wait_all(children):
            for child in children:
                child.join()

        def collect(queue, n):
            return [queue.get() for _ in range(n)]

        def main():
            queue = Queue()
            children = [Process(target=work, args=(queue, "x")), Process(target=work, args=(queue, "y"))]
            for child in children:
                child.start()
            wait_all(children)  # MP401
            print(collect(queue, 2))
        """,
    "a bound method that writes to self.queue": """
        from multiprocessing import Process, JoinableQueue

        class Runner:
            def __init__(self):
                self.results = JoinableQueue()

            def _work(self, n):
                self._emit(n * 2)

            def _emit(self, value):
                self.results.put(value)

            def run(self):
                procs = []
                for n in range(4):
                    proc = Process(target=self._work, args=(n,))
                    proc.start()
                    procs.append(proc)
                for proc in procs:
                    proc.join()  # MP401
                return [self.results.get() for _ in procs]
        """,
    "a queue that is a global": """
        from multiprocessing import Process, Queue

        def work():
            queue.put(load())

        if __name__ == "__main__":
            queue = Queue()
            process = Process(target=work)
            process.start()
            process.join()  # MP401
            data = queue.get()
        """,
    "a context that is a parameter": """
        import multiprocessing as mp

        def put(q, x):
            q.put(x.y)

        def drain(ctx, xs):
            q = ctx.Queue()
            ps = [ctx.Process(target=put, args=(q, x)) for x in xs]
            for p in ps:
                p.start()
            for p in ps:
                p.join()  # MP401
            return [q.get() for _ in ps]

        if __name__ == "__main__":
            drain(mp.get_context("fork"), [1])
        """,
    "one number": """
        from multiprocessing import Process, Queue

        def work(q, words):
            q.put(len(words))

        def main(words):
            q = Queue()
            p = Process(target=work, args=(q, words))
            p.start()
            p.join()  # MP401
            return q.get()
        """,
    "only an error is reported": """
        from multiprocessing import Process, Queue

        def work(errors, path):
            try:
                open(path).read()
            except Exception as error:
                errors.put(error)

        def main(path):
            errors = Queue()
            p = Process(target=work, args=(errors, path))
            p.start()
            p.join(None)  # MP401
            if not errors.empty():
                raise errors.get()
        """,
    "the worker is imported": """
        from multiprocessing import Process, Queue
        from tasks import work

        def main():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()  # MP401
            return q.get()
        """,
    "pipes in a dict": """
        import multiprocessing as mp

        def child(conn, n):
            conn.send([0] * n)

        def main(names):
            readers = {}
            children = []
            for name in names:
                a, b = mp.Pipe()
                readers[name] = a
                p = mp.Process(target=child, args=(b, 10))
                p.start()
                children.append(p)
            for p in children:
                p.join()  # MP401
            return {name: conn.recv() for name, conn in readers.items()}
        """,
    "one process after another": """
        import multiprocessing as mp

        def child(q, n):
            q.put(list(range(n)))

        def measure(sizes):
            out = []
            for n in sizes:
                q = mp.Queue()
                p = mp.Process(target=child, args=(q, n))
                p.start()
                p.join()  # MP401
                out.append(q.get())
            return out
        """,
    "join with a time limit": """
        import multiprocessing as mp

        def child(q, n):
            q.put(list(range(n)))

        def main():
            q = mp.Queue()
            p = mp.Process(target=child, args=(q, 100000))
            p.start()
            p.join(timeout=10)  # MP401
            return q.get()
        """,
    "a partial, and iter(get, end)": """
        import functools
        from multiprocessing import Process, SimpleQueue

        def work(q, n):
            for i in range(n):
                q.put(i)
            q.put(None)

        def main():
            q = SimpleQueue()
            p = Process(target=functools.partial(work, q, 5))
            p.start()
            p.join()  # MP401
            for item in iter(q.get, None):
                print(item)
        """,
    "one queue for each worker, wrongly paired with a finally": """
        from multiprocessing import Process, Queue

        def work(queues, i):
            queues[i].put("x" * 100_000)

        def main():
            queues = [Queue() for _ in range(3)]
            workers = [Process(target=work, args=(queues, i)) for i in range(3)]
            try:
                for w in workers:
                    w.start()
            finally:
                for w in workers:
                    w.join()  # MP401
            return [q.get() for q in queues]
        """,
    "a join of another process than the one that has ended": """
        from multiprocessing import Process, Queue

        def crawl(urls, out):
            for url in urls:
                out.put(fetch(url))

        def main(urls):
            out = Queue()
            child = Process(target=crawl, args=(urls, out))
            child.start()
            if not child.is_alive():
                child = Process(target=crawl, args=(urls, out))
                child.start()
                child.join()  # MP401
            return out.get()
        """,
    "a join of what still runs": """
        from multiprocessing import Process, Queue

        def crawl(urls, out):
            for url in urls:
                out.put(fetch(url))

        def main(urls):
            out = Queue()
            child = Process(target=crawl, args=(urls, out))
            child.start()
            if child.is_alive():
                child.join()  # MP401
            return out.get()
        """,
    "arguments put together in a list": """
        from multiprocessing import Process, Queue

        def run_with_queue(function, queue, *args):
            queue.put(function(*args))

        def run(function, *args):
            queue = Queue()
            args = list(args)
            args.insert(0, function)
            args.insert(1, queue)
            args = tuple(args)
            process = Process(target=run_with_queue, args=args)
            process.start()
            process.join()  # MP401
            return queue.get()
        """,
    "arguments put together in a tuple": """
        from multiprocessing import Process, Queue

        def run_with_queue(queue, function, *args):
            queue.put(function(*args))

        def run(function, *args):
            queue = Queue()
            given = (queue, function, *args)
            process = Process(target=run_with_queue, args=given)
            process.start()
            process.join()  # MP401
            return queue.get()
        """,
}

RIGHT = {
    "joins of what has ended": """
        from multiprocessing import Process, Queue

        def crawl(urls, out):
            for url in urls:
                out.put(fetch(url))

        def main(parts):
            out, running, codes = Queue(), [], []
            for part in parts:
                child = Process(target=crawl, args=(part, out))
                running.append(child)
                child.start()
            while running:
                for child in running:
                    if not child.is_alive():
                        child.join()
                for child in running:
                    if child.is_alive() and child.exitcode is None:
                        continue
                    elif child.exitcode is not None:
                        child.join()
                for child in [one for one in running if not one.is_alive()]:
                    child.join()
                dead = [one for one in running if one.exitcode is not None]
                for one in dead:
                    one.join()
                for child in running:
                    if child.is_alive():
                        continue
                    child.join()
                running = [child for child in running if child.is_alive()]
            while not out.empty():
                codes.append(out.get())
            return codes
        """,
    "methods of the class, given to map after the reads": """
        from multiprocessing import Process, Queue

        def work(out, n):
            out.put(list(range(n)))

        def main():
            out = Queue()
            processes = [Process(target=work, args=(out, n)) for n in range(4)]
            list(map(Process.start, processes))
            found = [out.get() for _ in processes]
            list(map(Process.join, processes))
            return found
        """,
    "the tutorial's program": """
        from multiprocessing import Process, Queue

        def f(q):
            q.put([42, None, 'hello'])

        if __name__ == '__main__':
            q = Queue()
            p = Process(target=f, args=(q,))
            p.start()
            print(q.get())
            p.join()
        """,
    "the child only reads": """
        from multiprocessing import Process, Queue

        def f(q):
            while (item := q.get()) is not None:
                print(item)

        def main():
            q = Queue()
            p = Process(target=f, args=(q,))
            p.start()
            q.put(1)
            q.put(None)
            p.join()
            while not q.empty():
                q.get()
        """,
    "a manager's queue from a helper": """
        import multiprocessing as mp

        def f(q):
            q.put("x")

        def shared():
            return mp.Manager().Queue()

        def main():
            q = shared()
            p = mp.Process(target=f, args=(q,))
            p.start()
            p.join()
            return q.get()
        """,
    "reads while processes live": """
        import multiprocessing as mp
        import queue

        def f(q):
            q.put("x")

        def main():
            q = mp.Queue()
            ps = [mp.Process(target=f, args=(q,)) for _ in range(2)]
            for p in ps:
                p.start()
            found = []
            while any(p.is_alive() for p in ps):
                try:
                    found.append(q.get(timeout=0.1))
                except queue.Empty:
                    pass
            for p in ps:
                p.join()
            while not q.empty():
                found.append(q.get())
            return found
        """,
    "join and read by turns": """
        import multiprocessing as mp

        def f(q):
            q.put("x")

        def main():
            q = mp.Queue()
            p = mp.Process(target=f, args=(q,))
            p.start()
            found = []
            while p.is_alive():
                p.join(timeout=0.1)
                while not q.empty():
                    found.append(q.get())
            return found
        """,
    "a thread reads": """
        import multiprocessing as mp
        import threading

        class Reader(threading.Thread):
            def __init__(self, q):
                super().__init__()
                self.q = q
                self.found = []

            def run(self):
                while True:
                    self.found.append(self.q.get())

        def f(q):
            q.put("x")

        def main():
            q = mp.Queue()
            reader = Reader(q)
            reader.start()
            p = mp.Process(target=f, args=(q,))
            p.start()
            p.join()
            while not q.empty():
                reader.found.append(q.get())
        """,
    "other code gets the queue": """
        import multiprocessing as mp
        from collecting import start_collector

        def f(q):
            q.put("x")

        def main():
            q = mp.Queue()
            start_collector(q)
            p = mp.Process(target=f, args=(q,))
            p.start()
            p.join()
            return q.get()
        """,
    "cancel_join_thread": """
        import multiprocessing as mp

        def f(q):
            q.cancel_join_thread()
            q.put("x")

        def main():
            q = mp.Queue()
            p = mp.Process(target=f, args=(q,))
            p.start()
            p.join()
            return q.get()
        """,
    "nobody reads": """
        import multiprocessing as mp

        def f(q):
            q.put("x")

        def main():
            q = mp.Queue()
            p = mp.Process(target=f, args=(q,))
            p.start()
            p.join()
        """,
    "another worker reads": """
        import multiprocessing as mp

        def produce(q):
            for i in range(9):
                q.put(i)

        def consume(q, out):
            for i in iter(q.get, None):
                out.put(i)
            out.put(None)

        def main():
            q, out = mp.Queue(), mp.Queue()
            first = mp.Process(target=produce, args=(q,))
            second = mp.Process(target=consume, args=(q, out))
            first.start()
            second.start()
            first.join()
            q.put(None)
            found = list(iter(out.get, None))
            second.join()
            return found
        """,
    "the joined process writes elsewhere": """
        import multiprocessing as mp

        def log(q):
            q.put("x")

        def quiet(path):
            open(path, "w").close()

        def main():
            q = mp.Queue()
            a = mp.Process(target=log, args=(q,))
            b = mp.Process(target=quiet, args=("y",))
            a.start()
            b.start()
            b.join()
            text = q.get()
            a.join()
            return text
        """,
    "threads and their queue": """
        import queue
        from threading import Thread

        def f(q):
            q.put("x")

        def main():
            q = queue.Queue()
            t = Thread(target=f, args=(q,))
            t.start()
            t.join()
            return q.get()
        """,
    "two instances, each read before it is joined": """
        import multiprocessing as mp

        class Worker(mp.Process):
            def __init__(self, out):
                super().__init__()
                self.out = out

            def run(self):
                self.out.put(compute())

        def main():
            one, two = mp.Queue(), mp.Queue()
            first, second = Worker(one), Worker(two)
            first.start()
            second.start()
            a = one.get()
            first.join()
            b = two.get()
            second.join()
            return a, b
        """,
    "terminated before": """
        import multiprocessing as mp

        def f(q):
            while True:
                q.put("x")

        def main():
            q = mp.Queue()
            p = mp.Process(target=f, args=(q,))
            p.start()
            p.terminate()
            p.join()
            return q.get()
        """,
    "a context that is a parameter": """
        import multiprocessing as mp

        def put(q, x):
            q.put(x.y)

        def drain(ctx, xs):
            q = ctx.Queue()
            ps = [ctx.Process(target=put, args=(q, x)) for x in xs]
            for p in ps:
                p.start()
            found = [q.get() for _ in ps]
            for p in ps:
                p.join()
            return found, q.get()

        if __name__ == "__main__":
            drain(mp.get_context("fork"), [1])
        """,
    "helpers in the right order": """
        from multiprocessing import Process, Queue

        class Pipeline:
            def __init__(self):
                self.q = Queue()
                self.ps = []

            def start(self):
                for i in range(3):
                    p = Process(target=work, args=(self.q, i))
                    p.start()
                    self.ps.append(p)

            def drain(self):
                return [self.q.get() for _ in self.ps]

            def stop(self):
                for p in self.ps:
                    p.join()

        def work(q, i):
            q.put(i)

        def main():
            pipeline = Pipeline()
            pipeline.start()
            found = pipeline.drain()
            pipeline.stop()
            while not pipeline.q.empty():
                found.append(pipeline.q.get())
            return found
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_reported(check: Check, source: str) -> None:
    check("MP401", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP401", source) == []


def test_confidence_follows_what_is_written(check: Check) -> None:
    names = ("an empty() loop after the joins", "one number", "the worker is imported", "only an error is reported")
    confidences = [check("MP401", WRONG[name])[0].confidence for name in names]
    assert confidences == [Confidence.HIGH, Confidence.LOW, Confidence.MEDIUM, Confidence.LOW]


def test_little_is_a_guess(check: Check) -> None:
    little = ("numbers and short texts", "a record of numbers", "a number by a process of the process")
    unknown = (
        "a record of numbers and more",
        "one object of unknown size",
        "one object of unknown size, and a time limit",
    )
    confidences = [check("MP401", WRONG[name])[0].confidence for name in (*little, *unknown)]
    assert confidences == [Confidence.LOW] * 3 + [Confidence.MEDIUM] * 2 + [Confidence.LOW]


_WRITES = """
        from multiprocessing import Process, Queue
        import numpy as np

        def work(q, parts, few):
            {body}

        def main(parts):
            q = Queue()
            p = Process(target=work, args=(q, parts, range(1, 6)))
            p.start()
            p.join()  # MP401
            return q.get()
        """

AMOUNTS = {
    "q.put([part * 2 for part in parts])": Confidence.MEDIUM,
    "q.put({part: 0 for part in parts})": Confidence.MEDIUM,
    "q.put(list(range(200_000)))": Confidence.MEDIUM,
    "q.put(('done', sorted(part for part in parts)))": Confidence.MEDIUM,
    "q.put(np.zeros((1000, 1000)))": Confidence.HIGH,
    "found = []; [found.append(part) for part in parts]; q.put(found)": Confidence.MEDIUM,
    "for part in parts: q.put(1)": Confidence.HIGH,
    "while parts: q.put(parts.pop())": Confidence.HIGH,
    "for n in few: q.put(n * n)": Confidence.LOW,
    "for n in range(3): q.put(n)": Confidence.LOW,
    "for n, word in enumerate(['a', 'b']): q.put((n, word))": Confidence.LOW,
    "total = 0\n            for n in range(9**9): total += n + n**2\n            q.put(total)": Confidence.LOW,
    "best = 0\n            for part in parts: best = max(best, len(part) / 2)\n            q.put(best)": Confidence.LOW,
    "total = 0\n            for part in parts: total += part\n            q.put(total)": Confidence.MEDIUM,
    "for n in range(3): q.put([n, *parts])": Confidence.MEDIUM,
    "for n in range(1000): q.put(n)": Confidence.HIGH,
    "q.put([n * n for n in few])": Confidence.MEDIUM,
    "while parts:\n                q.put(parts)\n                break": Confidence.MEDIUM,
    "for part in parts:\n                if part:\n                    q.put(parts)\n                    return": Confidence.MEDIUM,
    "[q.put(part) for part in parts]\n            return": Confidence.HIGH,
    "for part in parts:\n                for word in part: q.put(word)\n                break": Confidence.HIGH,
    "q.put(np.zeros(30))": Confidence.MEDIUM,
    "q.put(parts)": Confidence.MEDIUM,
    "found = {}; found['one'] = parts; q.put(found)": Confidence.MEDIUM,
}


@pytest.mark.parametrize(("body", "confidence"), AMOUNTS.items())
def test_how_much_is_written(check: Check, body: str, confidence: Confidence) -> None:
    [finding] = check("MP401", _WRITES.format(body=body))
    assert finding.confidence is confidence


_RETURNS = """
        from dataclasses import dataclass
        from multiprocessing import Pipe, Process

        @dataclass
        class Frame:
            pixels: list

            def size(self):
                return len(self.pixels)

            def mean(self):
                return sum(self.pixels) / self.size()

            def text(self):
                return repr(self.pixels)

            def changed(self):
                if not self.pixels:
                    return 0
                return [pixel + 1 for pixel in self.pixels]

        def report(frame):
            return f"frame of {frame.size()}", True

        def parts(frame):
            yield frame.size()

        def work(end, pixels):
            frame = Frame(pixels)
            end.send(XXX)

        def main(pixels):
            here, there = Pipe(duplex=False)
            p = Process(target=work, args=(there, pixels))
            p.start()
            p.join()  # MP401
            return here.recv()
        """
RETURNED = {
    "frame.size()": Confidence.LOW,
    "frame.mean()": Confidence.LOW,
    "(0, frame.mean())": Confidence.LOW,
    "report(frame)": Confidence.LOW,
    'f"{pixels[0]} of {frame.size()}"': Confidence.LOW,
    'f"{[pixel for pixel in pixels]}"': Confidence.MEDIUM,
    "frame.text()": Confidence.MEDIUM,
    "frame.changed()": Confidence.MEDIUM,
    "list(parts(frame))": Confidence.MEDIUM,
    "frame.pixels": Confidence.MEDIUM,
}


@pytest.mark.parametrize(("sent", "confidence"), RETURNED.items())
def test_how_much_a_function_gives_back(check: Check, sent: str, confidence: Confidence) -> None:
    [finding] = check("MP401", _RETURNS.replace("XXX", sent))
    assert finding.confidence is confidence


def test_a_time_limit_is_advice(check: Check) -> None:
    found = check("MP401", WRONG["join with a time limit"])
    assert [finding.severity for finding in found] == [Severity.NOTE]


def test_what_a_class_of_another_file_joins_at_its_end(tmp_path: Path) -> None:
    files = {
        "base.py": """
            import multiprocessing as mp

            class Runner:
                def __init__(self, target, count):
                    self.results = mp.Queue()
                    self.workers = [mp.Process(target=target, args=(n, self.results)) for n in range(count)]

                def __enter__(self):
                    for worker in self.workers:
                        worker.start()
                    return self

                def __exit__(self, *exc):
                    for worker in self.workers:
                        worker.join()

                def collect(self):
                    return [self.results.get() for _ in self.workers]
        """,
        "program.py": """
            from base import Runner

            def work(number, results):
                results.put("x" * 1_000_000)

            def main():
                with Runner(work, 3) as runner:  # MP401
                    pass
                print(len(runner.collect()))

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP401")


def test_a_helper_of_another_file_joins_too_early(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            def wait(processes):
                for process in processes:
                    process.join()
        """,
        "program.py": """
            from multiprocessing import Process, Queue
            from lib import wait

            def work(n, queue):
                queue.put("x" * 1_000_000)

            def main():
                queue = Queue()
                processes = [Process(target=work, args=(n, queue)) for n in range(3)]
                for process in processes:
                    process.start()
                wait(processes)  # MP401
                print([len(queue.get()) for _ in processes])

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP401")


def test_a_helper_of_another_file_reads_first(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            def wait(processes):
                for process in processes:
                    process.join()

            def drain(queue, count):
                return [queue.get() for _ in range(count)]
        """,
        "program.py": """
            from multiprocessing import Process, Queue
            from lib import drain, wait

            def work(n, queue):
                queue.put("x" * 1_000_000)

            def main():
                queue = Queue()
                processes = [Process(target=work, args=(n, queue)) for n in range(3)]
                for process in processes:
                    process.start()
                print(len(drain(queue, 3)))
                wait(processes)

            if __name__ == "__main__":
                main()
        """,
    }
    check_files(tmp_path, files, "MP401")
