from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files

WRONG = {
    "what counts how often it was called": """
        from multiprocessing import Pool

        class Limit:
            def __init__(self, most=3):
                self.seen = 0
                self.most = most

            def __call__(self, result):
                self.count(result)

            def count(self, result):
                self.seen += 1
                if self.seen > self.most:
                    raise StopIteration(result)  # MP418

        def main():
            limit = Limit(2)
            with Pool(2) as pool:
                waiting = [pool.apply_async(abs, (n,), callback=limit) for n in range(9)]
                print([one.get() for one in waiting])
        """,
    "a method that calls a function": """
        import multiprocessing as mp

        class Runner:
            def done(self, result):
                check(result)

            def run(self, jobs):
                with mp.get_context("spawn").Pool() as pool:
                    results = [pool.starmap_async(print, job, callback=self.done) for job in jobs]
                    return [one.get() for one in results]

        def check(result):
            if result is None:
                raise RuntimeError("nothing")  # MP418
        """,
    "a partial with too few places": """
        from functools import partial
        from multiprocessing import Pool

        def note(name):
            print(name)

        def main(pool: Pool):
            pool = Pool()
            pool.apply_async(print, callback=partial(note, "a"))  # MP418
            pool.close()
            pool.join()
        """,
    "adding to keys that a dict never has": """
        from multiprocessing import Pool

        class Ledger:
            def __init__(self):
                self.totals: dict = {}

            def book(self, entry):
                self.totals[entry[0]] += entry[1]  # MP418

        def main(jobs):
            ledger = Ledger()
            with Pool() as pool:
                results = [pool.apply_async(abs, job, callback=ledger.book) for job in jobs]
                [one.wait() for one in results]
            for name, total in sorted(ledger.totals.items()):
                print(name, total)
        """,
    "the lists of a dict that a program never fills": """
        from multiprocessing import Pool

        groups = dict()

        def add(pair):
            groups[pair[0]].append(pair[1])  # MP418

        if __name__ == "__main__":
            with Pool() as pool:
                pool.map_async(divmod, [1, 2], callback=lambda pairs: [add(pair) for pair in pairs]).wait()
            print(len(groups), groups)
        """,
    "a coroutine that the thread of the pool has no loop for": """
        import asyncio
        from functools import partial
        from multiprocessing import Pool

        async def tell(who, result):
            print(who, result)

        def told(who, result):
            asyncio.create_task(tell(who, result))  # MP418

        async def main(jobs):
            with Pool() as pool:
                results = [pool.apply_async(abs, job, callback=partial(told, "you")) for job in jobs]
                while not all(one.ready() for one in results):
                    await asyncio.sleep(0.1)
        """,
    "a helper that asks for the loop of its thread": """
        from asyncio import get_event_loop
        from multiprocessing import Pool

        class Desk:
            def wake(self, what):
                get_event_loop().call_soon_threadsafe(print, what)  # MP418

            def failed(self, error):
                self.wake(error)

            def start(self, pool, jobs):
                return pool.map_async(abs, jobs, error_callback=self.failed)

        async def main(jobs):
            with Pool() as pool:
                Desk().start(pool, jobs).wait()
        """,
    "a future made in the callback": """
        import asyncio
        from multiprocessing import Pool

        def main(jobs):
            with Pool() as pool:
                pool.map_async(abs, jobs, callback=lambda found: asyncio.ensure_future(found[0])).wait()  # MP418
        """,
    "a field that is an empty dict": """
        from dataclasses import dataclass, field
        from multiprocessing import Pool

        @dataclass
        class Tally:
            title: str
            counts: dict[str, int] = field(default_factory=dict)

            def note(self, word):
                self.counts[word] += 1  # MP418
                print(self.title, self.counts[word])

        def main(words):
            tally = Tally("words")
            with Pool() as pool:
                for result in [pool.apply_async(str, (word,), callback=tally.note) for word in words]:
                    result.wait()

        if __name__ == "__main__":
            main(["a", "b"])
        """,
}

_BOOKING = """
    from collections import defaultdict
    from multiprocessing import Pool

    class Ledger:
        def __init__(self, names):
            self.totals = {}
            MADE

        def book(self, entry):
            BOOKED

    def main(names, jobs):
        ledger = Ledger(names)
        with Pool() as pool:
            for job in jobs:
                pool.apply_async(abs, job, callback=ledger.book)
            pool.close()
            pool.join()
        print(ledger.totals)
    """

#: How a dict may get its keys, and what asks whether it has them: the last lines of `__init__`, and the callback.
KEPT = {
    "filled before": ("self.totals[names[0]] = 0", "self.totals[entry] += 1"),
    "filled by a method": ("self.totals.update(names)", "self.totals[entry] += 1"),
    "filled by an operator": ("self.totals |= names", "self.totals[entry] += 1"),
    "filled by others": ("names.fill(self.totals)", "self.totals[entry] += 1"),
    "known by another name": ("names.totals = self.totals", "self.totals[entry] += 1"),
    "made otherwise": ("self.totals = dict.fromkeys(names, 0)", "self.totals[entry] += 1"),
    "made from arguments": ("self.totals = dict(names)", "self.totals[entry] += 1"),
    "with a default": ("self.totals = defaultdict(int)", "self.totals[entry] += 1"),
    "stored first": ("pass", "self.totals[entry] = 1; self.totals[entry] += 1"),
    "asked first": ("pass", "self.totals[entry] += 1 if entry in self.totals else 0"),
    "each that there is": ("pass", "[self.totals[name] for name in self.totals]"),
    "written without a look": ("pass", "self.totals[entry] = self.totals.get(entry, 0) + 1"),
}

RIGHT = {
    "what stays at the constant that it starts from": """
        from multiprocessing import Pool

        class Limit:
            def __init__(self):
                self.seen = 0
                self.strict = 0

            def __call__(self, result):
                self.count(result)

            def count(self, result):
                self.seen += 1
                if self.strict > 0:
                    raise StopIteration(result)

        def main():
            limit = Limit()
            with Pool(2) as pool:
                waiting = [pool.apply_async(abs, (n,), callback=limit) for n in range(9)]
                print([one.get() for one in waiting])
        """,
    **{name: _BOOKING.replace("MADE", made).replace("BOOKED", booked) for name, (made, booked) in KEPT.items()},
    "a missing key that is caught": """
        from multiprocessing import Pool

        def main(jobs):
            totals = {}

            def add(entry):
                try:
                    totals[entry] += 1
                except KeyError:
                    print("unknown", entry)

            with Pool() as pool:
                pool.starmap_async(abs, jobs, callback=add).wait()
            print(totals)
        """,
    "a dict that a subclass has filled": """
        from multiprocessing import Pool

        class Ledger:
            totals = {}

            def book(self, entry):
                self.totals[entry] += 1

            def run(self, jobs):
                with Pool() as pool:
                    pool.starmap_async(abs, jobs, callback=self.book).wait()

        class Cash(Ledger):
            totals = {1: 0, 2: 0}

        if __name__ == "__main__":
            Cash().run([(1,), (2,)])
        """,
    "a dict of a module that is imported": """
        from multiprocessing import Pool

        HANDLERS = {}

        def handle(result):
            HANDLERS[result]()

        def run(jobs):
            with Pool() as pool:
                pool.starmap_async(abs, jobs, callback=handle).wait()
        """,
    "what does not raise": """
        from multiprocessing import Pool

        def main(found, queue):
            pool = Pool()
            pool.apply_async(print, callback=found.append, error_callback=queue.put)
            pool.map_async(print, [1], callback=lambda result: found.extend(result))
            pool.map_async(print, [1], callback=None)
            pool.close()
            pool.join()
        """,
    "caught in the callback": """
        from multiprocessing import Pool

        def check(result):
            if not result:
                raise ValueError(result)

        def collect(result):
            try:
                check(result)
            except (TypeError, ValueError):
                print("bad")

        def main():
            pool = Pool()
            pool.apply_async(print, callback=collect)
            pool.close()
            pool.join()
        """,
    "threads and futures": """
        from concurrent.futures import ProcessPoolExecutor

        def collect(future):
            raise ValueError

        def main():
            with ProcessPoolExecutor() as executor:
                executor.submit(print).add_done_callback(collect)
        """,
    "loops that the callback knows, makes, or does without": """
        import asyncio
        from multiprocessing import Pool

        async def tell(result):
            asyncio.create_task(asyncio.sleep(result))
            raise ValueError(result)

        def own(result):
            try:
                asyncio.run(tell(result))
            except ValueError:
                print("bad")

        def either(result):
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                loop = asyncio.new_event_loop()
            loop.stop()

        async def main(jobs):
            loop = asyncio.get_running_loop()
            waiter = loop.create_future()

            def done(result):
                asyncio.run_coroutine_threadsafe(tell(result), loop)
                loop.call_soon_threadsafe(waiter.set_result, result)
                loop.call_soon_threadsafe(lambda: asyncio.create_task(tell(result)))
                asyncio.ensure_future(waiter, loop=loop)
                asyncio.all_tasks(loop)

            with Pool() as pool:
                pool.map_async(abs, jobs, callback=done)
                pool.map_async(abs, jobs, callback=own)
                pool.map_async(abs, jobs, callback=either)
                await waiter
        """,
    "a loop that the callback has made that of its thread": """
        import asyncio
        from multiprocessing import Pool

        def done(result):
            asyncio.set_event_loop(asyncio.new_event_loop())
            asyncio.get_event_loop().run_until_complete(asyncio.sleep(result))

        def main(jobs):
            with Pool() as pool:
                pool.map_async(abs, jobs, callback=done).wait()
        """,
    "tasks of a loop, made where it runs": """
        import asyncio
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing.pool import ThreadPool

        def done(result):
            asyncio.create_task(asyncio.sleep(0))

        async def main(jobs):
            with ProcessPoolExecutor() as executor:
                asyncio.get_running_loop().run_in_executor(executor, abs, 1).add_done_callback(done)
        """,
    "a field that may be given": """
        from dataclasses import dataclass, field
        from multiprocessing import Pool

        @dataclass
        class Tally:
            counts: dict[str, int] = field(default_factory=dict)

            def note(self, word):
                self.counts[word] += 1

        def main(words):
            tally, known = Tally(dict.fromkeys(words, 0)), {"counts": dict.fromkeys(words, 0)}
            other = Tally(**known)
            with Pool() as pool:
                for word in words:
                    pool.apply_async(str, (word,), callback=tally.note).wait()
                    pool.apply_async(str, (word,), callback=other.note).wait()

        if __name__ == "__main__":
            main(["a", "b"])
        """,
    "a field of a class that other files may use": """
        from dataclasses import dataclass, field
        from multiprocessing import Pool

        @dataclass
        class Tally:
            counts: dict[str, int] = field(default_factory=dict)

            def note(self, word):
                self.counts[word] += 1

        def count(words, tally=Tally()):
            with Pool() as pool:
                for word in words:
                    pool.apply_async(str, (word,), callback=tally.note).wait()
        """,
    "a field that is made with what it needs": """
        from collections import Counter
        from dataclasses import dataclass, field
        from multiprocessing import Pool

        @dataclass
        class Tally:
            counts: Counter = field(default_factory=Counter)
            lengths: dict = field(default_factory=lambda: dict.fromkeys("ab", 0))

            def note(self, word):
                self.counts[word] += 1
                self.lengths[word] += 1

        def main(words):
            tally = Tally()
            with Pool() as pool:
                for word in words:
                    pool.apply_async(str, (word,), callback=tally.note).wait()

        if __name__ == "__main__":
            main(["a", "b"])
        """,
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP418", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP418", RIGHT[name]) == []


def test_an_object_of_another_file_hands_on_the_callback(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            class Farm:
                def __init__(self, pool, done):
                    self.pool = pool
                    self.done = done

                def send(self, function, n):
                    return self.pool.apply_async(function, (n,), callback=self.done)
        """,
        "cb.py": """
            def collect(result):
                if result < 1:
                    raise ValueError(result)
                print(result)
        """,
        "program.py": """
            from multiprocessing import Pool
            from cb import collect
            from lib import Farm

            def work(n):
                return n - 1

            if __name__ == "__main__":
                with Pool(1) as pool:
                    farm = Farm(pool, collect)
                    print([farm.send(work, n).get() for n in (1, 2)])  # MP418
        """,
    }
    check_files(tmp_path, files, "MP418")


def test_an_object_of_another_file_hands_on_a_callback_that_does_not_raise(tmp_path: Path) -> None:
    files = {
        "lib.py": """
            class Farm:
                def __init__(self, pool, done):
                    self.pool = pool
                    self.done = done

                def send(self, function, n):
                    return self.pool.apply_async(function, (n,), callback=self.done)
        """,
        "program.py": """
            from multiprocessing import Pool
            from lib import Farm

            def collect(result):
                print(result)

            def work(n):
                return n - 1

            if __name__ == "__main__":
                with Pool(1) as pool:
                    farm = Farm(pool, collect)
                    print([farm.send(work, n).get() for n in (1, 2)])
        """,
    }
    check_files(tmp_path, files, "MP418")
