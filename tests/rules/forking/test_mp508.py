from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "tried, under another name, the pool made by a helper": """
        try:
            from gevent.monkey import patch_all as patch
            patch()
        except ImportError:
            pass
        import multiprocessing as mp

        def make(context):
            return context.Pool(4)  # MP508

        if __name__ == "__main__":
            make(mp.get_context("spawn")).map(abs, [1])
        """,
    "patched by main()": """
        import eventlet.patcher
        from multiprocessing.pool import Pool

        def main():
            eventlet.patcher.monkey_patch()
            with Pool() as pool:  # MP508
                print(pool.map(abs, [1]))

        if __name__ == "__main__":
            main()
        """,
    "a queue whose answer is waited for": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks, results = mp.Queue(), mp.Queue()  # MP508
            mp.Process(target=serve, args=(tasks, results)).start()
            tasks.put(1)
            print(results.get())
        """,
    "a queue that a green thread fills": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks = mp.Queue()  # MP508
            answers, out = mp.Pipe(duplex=False)
            mp.Process(target=send, args=(tasks, out)).start()
            feeding = gevent.spawn(feed, tasks)
            print(answers.recv())
            feeding.join()

        def send(tasks, out):
            out.send(tasks.get())
        """,
    "a queue of an object": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        class Client:
            def __init__(self):
                self.tasks = mp.Queue()  # MP508
                self.results = mp.SimpleQueue()
                mp.Process(target=serve, args=(self.tasks, self.results)).start()

            def ask(self, number):
                self.tasks.put(number)
                return self.results.get()
        """,
    "a queue that is joined": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks = mp.JoinableQueue()  # MP508
            mp.Process(target=serve, args=(tasks, mp.SimpleQueue())).start()
            feed(tasks)
            tasks.join()
        """,
}

SILENT = {
    "a time limit": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks, results = mp.Queue(), mp.Queue()
            mp.Process(target=serve, args=(tasks, results)).start()
            tasks.put(1)
            print(results.get(timeout=3))
        """,
    "green threads may run before": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks, results = mp.Queue(), mp.Queue()
            mp.Process(target=serve, args=(tasks, results)).start()
            feeding = gevent.spawn(feed, tasks)
            feeding.join()
            gevent.sleep(1)
            print(results.get())
        """,
    "a queue without a feeder": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks, results = mp.SimpleQueue(), mp.Queue()
            mp.Process(target=serve, args=(tasks, results)).start()
            tasks.put(1)
            print(results.get())
        """,
    "an answer to something else": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            results, log = mp.Queue(), mp.Queue()
            mp.Process(target=feed, args=(results,)).start()
            log.put("began")
            print(results.get())
        """,
    "something unknown comes between": """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main(client):
            tasks, results = mp.Queue(), mp.Queue()
            mp.Process(target=serve, args=(tasks, results)).start()
            tasks.put(1)
            client.fetch()
            print(results.get())
        """,
    "eventlet, whose feeder runs when something is put": """
        import eventlet
        eventlet.monkey_patch()
        import multiprocessing as mp

        def serve(tasks, results):
            for task in iter(tasks.get, None):
                results.put(task + 1)

        def feed(tasks):
            for number in range(3):
                tasks.put(number)

        def main():
            tasks, results = mp.Queue(), mp.Queue()
            mp.Process(target=serve, args=(tasks, results)).start()
            tasks.put(1)
            print(results.get())
        """,
    "told to leave threads alone": """
        import eventlet
        eventlet.monkey_patch(socket=True)
        import multiprocessing

        if __name__ == "__main__":
            multiprocessing.Pool().map(abs, [1])
        """,
    "a pool of green threads": """
        from gevent import monkey
        monkey.patch_all()
        from gevent.pool import Pool

        Pool(3).map(abs, [1])
        """,
    "a pool of threads": """
        from gevent import monkey
        monkey.patch_all()
        from multiprocessing.pool import ThreadPool

        ThreadPool(3).map(abs, [1])
        """,
    "imported, but nothing is patched": """
        import gevent.monkey
        import multiprocessing

        if __name__ == "__main__":
            multiprocessing.Pool().map(abs, [1])
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_pools_of_patched_programs_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP508", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {"fork", "spawn"} & {target.start_method for target in finding.breaks_when}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_what_needs_no_real_threads_is_not(check: Check, source: str) -> None:
    check("MP508", source)


def test_the_import_of_another_file_patches(tmp_path: Path) -> None:
    program = """
        import patched
        from multiprocessing import Pool

        if __name__ == "__main__":
            with Pool(2) as pool:{mark}
                pool.map(abs, [1])
        """
    for given, mark in (("", "  # MP508"), ("thread=False", "")):
        files = {
            "patched.py": f"from gevent import monkey\nmonkey.patch_all({given})",
            "program.py": program.format(mark=mark),
        }
        check_files(tmp_path / (given or "all"), files, "MP508")


def test_another_file_makes_the_pool_or_fills_the_queue(tmp_path: Path) -> None:
    parts = """
        import gevent
        from multiprocessing import Pool

        def run():
            with Pool(2) as pool:  # MP508
                return pool.map(abs, [1])

        def feed(numbers):
            for number in (1, None):
                numbers.put(number)

        def double(numbers, answers):
            answers.put(2 * numbers.get())
        """
    program = """
        from gevent import monkey
        monkey.patch_all()
        import gevent
        from multiprocessing import Process, Queue
        from parts import double, feed, run
        from pause import rest

        def main():
            run()
            numbers, answers = Queue(), Queue(){mark}
            Process(target=double, args=(numbers, answers)).start()
            gevent.spawn(feed, numbers)
            {between}
            print(answers.get())

        if __name__ == "__main__":
            main()
        """
    for between, mark in (("pass", "  # MP508"), ("rest()", "")):
        pause = "import time\n\ndef rest():\n    time.sleep(0.1)"
        files = {"parts.py": parts, "pause.py": pause, "program.py": program.format(between=between, mark=mark)}
        check_files(tmp_path / between[:4], files, "MP508")
