"""MP401 in programs of many styles: each one joined too early, and the same with the reads first."""

from __future__ import annotations

import pytest

from snippets import Check

STYLES = {
    "a dataclass that holds queue and processes": (
        """
        import multiprocessing as mp
        from dataclasses import dataclass, field

        def work(out, n):
            out.put([n] * 10000)

        @dataclass
        class Fleet:
            size: int
            out: mp.Queue = field(default_factory=mp.Queue)
            members: list = field(default_factory=list)

            def launch(self):
                for n in range(self.size):
                    p = mp.Process(target=work, args=(self.out, n))
                    p.start()
                    self.members.append(p)

            def gather(self):
                {body}

        if __name__ == "__main__":
            fleet = Fleet(3)
            fleet.launch()
            print(fleet.gather())
        """,
        """
        for p in self.members:
            p.join()  # MP401
        return [self.out.get() for _ in self.members]
        """,
        """
        got = [self.out.get() for _ in self.members]
        for p in self.members:
            p.join()
        return got
        """,
    ),
    "a dataclass that gets its queue": (
        """
        import multiprocessing as mp
        from dataclasses import dataclass

        @dataclass
        class Job:
            out: mp.Queue
            worker: mp.Process

            def finish(self):
                {body}

        def work(out):
            out.put(open("data").read())

        def main():
            q = mp.Queue()
            job = Job(q, mp.Process(target=work, args=(q,)))
            job.worker.start()
            print(job.finish())

        if __name__ == "__main__":
            main()
        """,
        """
        self.worker.join()  # MP401
        return self.out.get()
        """,
        """
        got = self.out.get()
        self.worker.join()
        return got
        """,
    ),
    "workers made in a comprehension, started by map": (
        """
        from multiprocessing import Process, SimpleQueue

        def work(q, part):
            for line in part:
                q.put(line)

        def main(parts):
            q = SimpleQueue()
            ps = [Process(target=work, args=(q, part)) for part in parts]
            list(map(lambda p: p.start(), ps))
            {body}

        if __name__ == "__main__":
            main([["a"], ["b"]])
        """,
        """
        list(map(lambda p: p.join(), ps))  # MP401
        return [q.get() for _ in parts]
        """,
        """
        got = [q.get() for _ in parts]
        list(map(lambda p: p.join(), ps))
        return got
        """,
    ),
    "a dict of processes and a dict of queues": (
        """
        from multiprocessing import Process, Queue

        def work(name, q):
            q.put({name: list(range(100000))})

        def main(names):
            queues = {name: Queue() for name in names}
            procs = {name: Process(target=work, args=(name, queues[name])) for name in names}
            for p in procs.values():
                p.start()
            {body}

        if __name__ == "__main__":
            main(["a", "b"])
        """,
        """
        for name, p in procs.items():
            p.join()  # MP401
        return {name: q.get() for name, q in queues.items()}
        """,
        """
        got = {name: q.get() for name, q in queues.items()}
        for name, p in procs.items():
            p.join()
        return got
        """,
    ),
    "a dict that is filled in a loop, and looked up by key": (
        """
        from multiprocessing import Process, Queue

        def work(n, q):
            q.put("x" * n)

        def main():
            running = {}
            for n in range(3):
                q = Queue()
                p = Process(target=work, args=(n, q))
                p.start()
                running[n] = (p, q)
            found = {}
            for n in running:
                {body}
            return found

        if __name__ == "__main__":
            main()
        """,
        """
        p, q = running[n]
        p.join()  # MP401
        found[n] = q.get()
        """,
        """
        p, q = running[n]
        found[n] = q.get()
        p.join()
        """,
    ),
    "helpers that drain and join": (
        """
        import multiprocessing
        import queue

        def work(q):
            for n in range(10**6):
                q.put(n)

        def drain(q):
            while True:
                try:
                    yield q.get_nowait()
                except queue.Empty:
                    return

        def stop(p):
            if p.is_alive():
                p.join()

        def main():
            q = multiprocessing.Queue()
            p = multiprocessing.Process(target=work, args=(q,))
            p.start()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        stop(p)  # MP401
        return list(drain(q))
        """,
        """
        got = list(drain(q))
        stop(p)
        return got
        """,
    ),
    "an ExitStack that starts, a loop that joins": (
        """
        import contextlib
        import multiprocessing as mp

        def work(conn):
            with contextlib.closing(conn):
                conn.send_bytes(b"x" * 10**6)

        def main():
            with contextlib.ExitStack() as stack:
                pairs = []
                for _ in range(3):
                    ours, theirs = mp.Pipe(False)
                    stack.callback(ours.close)
                    p = mp.Process(target=work, args=(theirs,), daemon=True)
                    p.start()
                    pairs.append((p, ours))
                {body}

        if __name__ == "__main__":
            main()
        """,
        """
        for p, _ in pairs:
            p.join()  # MP401
        return [ours.recv_bytes() for _, ours in pairs]
        """,
        """
        got = [ours.recv_bytes() for _, ours in pairs]
        for p, _ in pairs:
            p.join()
        return got
        """,
    ),
    "try and finally": (
        """
        from multiprocessing import get_context

        def work(q, n):
            q.put([0] * n)

        def main():
            ctx = get_context("spawn")
            q = ctx.Queue()
            p = ctx.Process(target=work, args=(q, 10))
            p.start()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        try:
            p.join()  # MP401
        finally:
            got = q.get()
        return got
        """,
        """
        try:
            got = q.get()
        finally:
            p.join()
        return got
        """,
    ),
    "a while loop with end marks": (
        """
        from multiprocessing import Process, Queue

        DONE = "done"

        def work(q, lines):
            for line in lines:
                q.put(line)
            q.put(DONE)

        def main(parts):
            q = Queue()
            ps = []
            for part in parts:
                ps.append(Process(target=work, args=(q, part)))
                ps[-1].start()
            {body}

        if __name__ == "__main__":
            main([["a"], ["b"]])
        """,
        """
        for i in range(len(ps)):
            ps[i].join()  # MP401
        left = len(ps)
        while left:
            item = q.get()
            if item == DONE:
                left -= 1
            else:
                print(item)
        """,
        """
        left = len(ps)
        while left:
            item = q.get()
            if item == DONE:
                left -= 1
            else:
                print(item)
        for i in range(len(ps)):
            ps[i].join()
        """,
    ),
    "async code that joins in a thread": (
        """
        import asyncio
        import multiprocessing as mp

        def work(q):
            q.put("x" * 10**6)

        async def main():
            loop = asyncio.get_running_loop()
            q = mp.Queue()
            p = mp.Process(target=work, args=(q,))
            p.start()
            {body}

        if __name__ == "__main__":
            asyncio.run(main())
        """,
        """
        await loop.run_in_executor(None, p.join)  # MP401
        return await loop.run_in_executor(None, q.get)
        """,
        """
        got = await loop.run_in_executor(None, q.get)
        await loop.run_in_executor(None, p.join)
        return got
        """,
    ),
    "async code and to_thread": (
        """
        import asyncio
        from multiprocessing import Process, Queue

        def work(q):
            q.put("x" * 10**6)

        async def collect(q):
            return await asyncio.to_thread(q.get)

        async def main():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            {body}

        if __name__ == "__main__":
            asyncio.run(main())
        """,
        """
        await asyncio.to_thread(p.join)  # MP401
        return await collect(q)
        """,
        """
        got = await collect(q)
        await asyncio.to_thread(p.join)
        return got
        """,
    ),
    "a class with start and stop, used by main": (
        """
        from multiprocessing import Event, Process, Queue

        class Recorder:
            def __init__(self):
                self._queue = Queue()
                self._stop = Event()
                self._process = None

            def start(self):
                self._process = Process(target=self._run, daemon=True)
                self._process.start()

            def _run(self):
                while not self._stop.is_set():
                    self._queue.put(b"frame" * 1000)

            def stop(self):
                self._stop.set()
                {body}

        def main():
            recorder = Recorder()
            recorder.start()
            print(len(recorder.stop()))

        if __name__ == "__main__":
            main()
        """,
        """
        self._process.join()  # MP401
        frames = []
        while not self._queue.empty():
            frames.append(self._queue.get())
        return frames
        """,
        """
        frames = []
        while self._process.is_alive() or not self._queue.empty():
            frames.append(self._queue.get())
        self._process.join()
        return frames
        """,
    ),
    "a context manager of processes": (
        """
        import contextlib
        from multiprocessing import Process, Queue

        def work(q, n):
            q.put([n] * 10**5)

        @contextlib.contextmanager
        def running(processes):
            for p in processes:
                p.start()
            try:
                yield
            finally:
                for p in processes:
                    p.join()

        def main():
            q = Queue()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        with running([Process(target=work, args=(q, n)) for n in range(3)]):  # MP401
            print("working")
        return [q.get() for _ in range(3)]
        """,
        """
        with running([Process(target=work, args=(q, n)) for n in range(3)]):
            got = [q.get() for _ in range(3)]
        return got
        """,
    ),
    "processes and queues zipped": (
        """
        from multiprocessing import Process, Queue

        def work(q, n):
            q.put([n] * 10**5)

        def main():
            queues = [Queue() for _ in range(3)]
            procs = [Process(target=work, args=(queues[n], n)) for n in range(3)]
            for p in procs:
                p.start()
            result = []
            {body}
            return result

        if __name__ == "__main__":
            main()
        """,
        """
        for p, q in zip(procs, queues):
            p.join()  # MP401
            result.extend(q.get())
        """,
        """
        for p, q in zip(procs, queues):
            result.extend(q.get())
            p.join()
        """,
    ),
    "a loop that waits until all are dead": (
        """
        from multiprocessing import Process, Queue

        def work(q, n):
            q.put([n] * 10**5)

        def main():
            q = Queue()
            procs = set()
            for n in range(3):
                p = Process(target=work, args=(q, n))
                procs.add(p)
                p.start()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        while procs:
            procs.pop().join()  # MP401
        return [q.get() for _ in range(3)]
        """,
        """
        got = [q.get() for _ in range(3)]
        while procs:
            procs.pop().join()
        return got
        """,
    ),
    "a subclass that owns its queue": (
        """
        from multiprocessing import Process, Queue

        class Worker(Process):
            def __init__(self, n):
                Process.__init__(self)
                self.n = n
                self.queue = Queue()

            def run(self):
                self.queue.put(list(range(self.n)))

            def result(self):
                return self.queue.get()

        def main():
            workers = [Worker(n * 10**5) for n in range(3)]
            for w in workers:
                w.start()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        for w in workers:
            w.join()  # MP401
        return [w.result() for w in workers]
        """,
        """
        got = [w.result() for w in workers]
        for w in workers:
            w.join()
        return got
        """,
    ),
    "a function that makes and starts, and returns both": (
        """
        from multiprocessing import Process, Queue

        def work(q, n):
            q.put([n] * 10**5)

        def launch(n):
            q = Queue()
            p = Process(target=work, args=(q, n))
            p.start()
            return p, q

        def main():
            p, q = launch(3)
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        p.join()  # MP401
        return q.get()
        """,
        """
        got = q.get()
        p.join()
        return got
        """,
    ),
    "a namedtuple for each worker": (
        """
        from collections import namedtuple
        from multiprocessing import Process, Queue

        Worker = namedtuple("Worker", "process queue")

        def work(q, n):
            q.put([n] * 10**5)

        def launch(n):
            q = Queue()
            p = Process(target=work, args=(q, n))
            p.start()
            return Worker(p, q)

        def main():
            workers = [launch(n) for n in range(3)]
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        for w in workers:
            w.process.join()  # MP401
        return [w.queue.get() for w in workers]
        """,
        """
        got = [w.queue.get() for w in workers]
        for w in workers:
            w.process.join()
        return got
        """,
    ),
    "a typed list, attributes of self, a method that joins": (
        """
        import multiprocessing as mp
        from typing import List

        class Crawler:
            def __init__(self, ctx=mp):
                self.results: mp.Queue = ctx.Queue()
                self.workers: List[mp.Process] = []
                for n in range(4):
                    self.workers.append(ctx.Process(target=crawl, args=(n,), kwargs=dict(results=self.results)))

            def __enter__(self):
                for w in self.workers:
                    w.start()
                return self

            def __exit__(self, *exc):
                for w in self.workers:
                    w.join()

            def drain(self):
                return [self.results.get() for _ in self.workers]

        def crawl(n, results):
            results.put(fetch(n))

        def main():
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        with Crawler() as crawler:  # MP401
            print("crawling")
        return crawler.drain()
        """,
        """
        with Crawler() as crawler:
            got = crawler.drain()
        return got
        """,
    ),
    "a queue held in a list of one, a lambda that puts": (
        """
        import multiprocessing

        class Holder:
            def __init__(self):
                self.q = multiprocessing.Queue()

        def work(holder, n):
            emit = lambda item: holder.q.put(item)
            for i in range(n):
                emit(i)

        def main():
            holder = Holder()
            p = multiprocessing.Process(target=work, args=(holder, 1000))
            p.start()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        p.join()  # MP401
        while not holder.q.empty():
            print(holder.q.get())
        """,
        """
        while p.is_alive() or not holder.q.empty():
            print(holder.q.get())
        p.join()
        """,
    ),
    "a put that is handed on": (
        """
        from functools import partial
        from multiprocessing import Process, Queue

        def scan(report, n):
            for i in range(n):
                report((i, "x" * 1000))

        def work(q, n):
            scan(q.put, n)

        def main():
            q = Queue()
            p = Process(target=partial(work, q), args=(1000,))
            p.start()
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        p.join()  # MP401
        return [q.get() for _ in range(1000)]
        """,
        """
        got = [q.get() for _ in range(1000)]
        p.join()
        return got
        """,
    ),
    "a loop that asks whether any is alive": (
        """
        import time
        from multiprocessing import Process, Queue

        def work(q, n):
            q.put([n] * 10**5)

        def main():
            q = Queue()
            procs = [Process(target=work, args=(q, n)) for n in range(3)]
            for p in procs:
                p.start()
            got = []
            {body}

        if __name__ == "__main__":
            main()
        """,
        """
        while any(p.is_alive() for p in procs):  # MP401
            time.sleep(0.1)
        while not q.empty():
            got.append(q.get())
        return got
        """,
        """
        while any(p.is_alive() for p in procs) or not q.empty():
            while not q.empty():
                got.append(q.get())
            time.sleep(0.1)
        return got
        """,
    ),
    "poll after the join": (
        """
        from multiprocessing import Pipe, Process

        def work(conn, text):
            conn.send(text * 10**6)

        def main(texts):
            conns, procs = [], []
            for text in texts:
                parent_conn, child_conn = Pipe()
                procs.append(Process(target=work, args=(child_conn, text)))
                conns.append(parent_conn)
            [p.start() for p in procs]
            {body}

        if __name__ == "__main__":
            main(["a", "b"])
        """,
        """
        [p.join() for p in procs]  # MP401
        return [conn.recv() for conn in conns if conn.poll()]
        """,
        """
        got = [conn.recv() for conn in conns if conn.poll(60)]
        [p.join() for p in procs]
        return got
        """,
    ),
    "helpers that unpack the arguments of each process": (
        """
        from multiprocessing import Process, Queue

        def launch(target, jobs):
            started = {}
            for name, *rest in jobs:
                started[name] = Process(target=target, args=(name, *rest))
                started[name].start()
            return started

        def settle(started):
            for process in started.values():
                process.join()

        def record(name, seconds, out):
            out.put([name] * seconds)

        def run(names):
            traces = Queue()
            started = launch(record, [(name, 12, traces) for name in names])
            {body}

        if __name__ == "__main__":
            run(["x", "y"])
        """,
        """
        settle(started)  # MP401
        print(max(traces.get() for _ in started))
        """,
        """
        print(max(traces.get() for _ in started))
        settle(started)
        """,
    ),
}


def written(program: str, body: str) -> str:
    """The program with a body put in, at the place's own indentation."""
    lines = []
    for line in program.split("\n"):
        if line.strip() == "{body}":
            indent = line[: len(line) - len(line.lstrip())]
            first = min(len(one) - len(one.lstrip()) for one in body.split("\n") if one.strip())
            lines += [indent + one[first:] for one in body.split("\n") if one.strip()]
        else:
            lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("style", STYLES)
def test_a_join_before_the_reads_is_reported(check: Check, style: str) -> None:
    program, wrong, _ = STYLES[style]
    check("MP401", written(program, wrong))


@pytest.mark.parametrize("style", STYLES)
def test_reads_before_the_join_are_silent(check: Check, style: str) -> None:
    program, _, right = STYLES[style]
    check("MP401", written(program, right))
