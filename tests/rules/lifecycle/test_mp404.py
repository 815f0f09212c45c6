from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

WRONG = {
    "dropped in a loop": """
        import multiprocessing as mp

        def main(jobs):
            with mp.Pool() as pool:
                for job in jobs:
                    pool.apply_async(run, (job,))  # MP404
            print("done")
        """,
    "dropped in a comprehension, with a callback": """
        from multiprocessing import Pool
        done = []

        def main(jobs):
            with Pool(4) as p:
                [p.apply_async(run, (job,), callback=done.append) for job in jobs]  # MP404
        """,
    "read after the block": """
        from multiprocessing import Pool

        def main(jobs):
            with Pool(4) as p:
                result = p.map_async(run, jobs)  # MP404
            return result.get()
        """,
    "a list read after the block": """
        from multiprocessing.pool import Pool

        def main(jobs):
            results = []
            with Pool(4) as p:
                for job in jobs:
                    results.append(p.starmap_async(run, job))  # MP404
            for result in results:
                print(result.get())
        """,
    "an iterator that is returned": """
        import multiprocessing

        def run_all(xs, n):
            with multiprocessing.get_context("fork").Pool(n) as pool:
                return pool.imap_unordered(run, xs, chunksize=10)  # MP404
        """,
    "lazy wrappers around an iterator": """
        import multiprocessing

        def run_all(xs, n):
            with multiprocessing.Pool(n) as pool:
                return zip(xs, map(str, pool.imap(run, xs)))  # MP404
        """,
    "a generator expression": """
        import multiprocessing

        def run_all(xs, n):
            with multiprocessing.Pool(n) as pool:
                return (y + 1 for y in pool.imap(run, xs) if y)  # MP404
        """,
    "a pool on a stack that also prints at its end": """
        import multiprocessing
        from contextlib import ExitStack

        def main(jobs, done):
            with ExitStack() as stack:
                stack.callback(lambda: print("over"))
                pool = stack.enter_context(multiprocessing.Pool(2))
                for job in jobs:
                    pool.apply_async(run, (job,), callback=done.append)  # MP404
        """,
    "a stack that is closed by a call": """
        import multiprocessing
        from contextlib import ExitStack

        def main(jobs):
            stack = ExitStack()
            pool = stack.enter_context(multiprocessing.Pool(2))
            for job in jobs:
                pool.apply_async(run, (job,))  # MP404
            stack.close()

        class Farm:
            def __enter__(self):
                self.stack = ExitStack()
                self.pool = self.stack.enter_context(multiprocessing.Pool(2))
                return self

            def __exit__(self, *error):
                self.stack.__exit__(*error)

        def farm(jobs):
            with Farm() as one:
                for job in jobs:
                    one.pool.apply_async(run, (job,))  # MP404
        """,
    "a pool that is entered by a call": """
        import multiprocessing

        def main(jobs):
            pool = multiprocessing.Pool(2).__enter__()
            try:
                for job in jobs:
                    pool.apply_async(run, (job,))  # MP404
            finally:
                pool.__exit__(None, None, None)
        """,
    "a pool that is an attribute": """
        import multiprocessing

        class Farm:
            def __init__(self):
                self.pool = multiprocessing.Pool(3)

            def go(self, xs):
                with self.pool as pool:
                    self.submit(xs)  # MP404

            def submit(self, xs):
                for x in xs:
                    self.pool.apply_async(run, (x,))
        """,
    "a pool made before the with": """
        import multiprocessing
        pool = multiprocessing.Pool(3)

        def go(xs):
            with pool:
                out = pool.imap(run, xs)  # MP404
            return list(out)
        """,
    "several items in one with": """
        from multiprocessing import Pool

        def go(path):
            with open(path) as file, Pool() as pool:
                lines = pool.imap(parse, file)  # MP404
            print(list(lines))
        """,
    "terminate right after": """
        import multiprocessing as mp

        def go(xs):
            pool = mp.Pool()
            for x in xs:
                pool.apply_async(run, (x,))  # MP404
            pool.close()
            pool.terminate()
            pool.join()
        """,
    "terminate in a finally": """
        import multiprocessing as mp

        def go(xs):
            pool = mp.Pool()
            try:
                result = pool.map_async(run, xs)  # MP404
            finally:
                pool.terminate()
            return result.get()
        """,
    "a context and a pool that are parameters": """
        import multiprocessing as mp

        def go(ctx, xs):
            with ctx.Pool() as pool:
                return send(pool, xs)  # MP404

        def send(pool, xs):
            return pool.imap(work, xs)

        def main():
            return go(mp.get_context("spawn"), [1, 2])
        """,
    "only close in the block": """
        import multiprocessing as mp

        def go(xs):
            with mp.Pool() as pool:
                pool.map_async(run, xs)  # MP404
                pool.close()
        """,
}

RIGHT = {
    "a stack that is closed once the tasks are done": """
        import multiprocessing
        from contextlib import ExitStack

        def main(jobs):
            stack = ExitStack()
            pool = stack.enter_context(multiprocessing.Pool(2))
            for job in jobs:
                pool.apply_async(run, (job,))
            pool.close()
            pool.join()
            stack.close()

        def other(jobs, files):
            stack = ExitStack()
            stack.enter_context(open(files))
            with ExitStack() as pools:
                pool = pools.enter_context(multiprocessing.Pool(2))
                results = [pool.apply_async(run, (job,)) for job in jobs]
                stack.close()
                print([one.get() for one in results])
        """,
    "a manager that terminates only what has failed": """
        import multiprocessing

        class Builder:
            def __enter__(self):
                self.pool = multiprocessing.Pool(2)
                return self

            def add(self, job):
                self.pool.apply_async(run, (job,))

            def __exit__(self, kind, value, trace):
                if kind is not None:
                    self.pool.terminate()
                self.pool.close()
                self.pool.join()

        def main(jobs):
            with Builder() as builder:
                for job in jobs:
                    builder.add(job)
        """,
    "a pool on a stack that waits at its end": """
        import multiprocessing
        from contextlib import ExitStack

        def main(jobs):
            with ExitStack() as stack:
                pool = stack.enter_context(multiprocessing.Pool(2))
                stack.callback(pool.join)
                stack.callback(pool.close)
                for job in jobs:
                    pool.apply_async(run, (job,))

        def main_with_a_function(jobs):
            def finish():
                pool.close()
                pool.join()

            with ExitStack() as stack:
                pool = stack.enter_context(multiprocessing.Pool(2))
                stack.callback(finish)
                for job in jobs:
                    pool.apply_async(run, (job,))
        """,
    "blocking methods": """
        from multiprocessing import Pool

        def main(xs):
            with Pool() as pool:
                a = pool.map(run, xs)
                b = pool.starmap(run, zip(xs, xs))
                c = pool.apply(run, (1,))
            return a, b, c
        """,
    "get in the block": """
        from multiprocessing import Pool

        def main(xs):
            with Pool() as pool:
                results = [pool.apply_async(run, (x,)) for x in xs]
                return [r.get(timeout=60) for r in results]
        """,
    "wait in the block, get after it": """
        from multiprocessing import Pool

        def main(xs):
            with Pool() as pool:
                result = pool.map_async(run, xs)
                result.wait()
            return result.get()
        """,
    "polling": """
        import time
        from multiprocessing import Pool

        def main(xs):
            with Pool() as pool:
                result = pool.map_async(run, xs)
                while not result.ready():
                    time.sleep(0.1)
            return result.get()
        """,
    "a progress bar": """
        from multiprocessing import Pool
        from tqdm import tqdm

        def main(xs):
            with Pool() as pool:
                return list(tqdm(pool.imap(run, xs), total=len(xs)))
        """,
    "loops over iterators": """
        from multiprocessing import Pool

        def main(xs):
            out = []
            with Pool() as pool:
                it = pool.imap_unordered(run, xs)
                for i, y in enumerate(it):
                    out.append((i, y))
                a, *rest = pool.imap(run, xs)
                print(*pool.imap(run, xs))
                total = sum(y for y in pool.imap(run, xs))
            return out, a, rest, total
        """,
    "close and join": """
        from multiprocessing import Pool

        def main(xs):
            with Pool() as pool:
                results = [pool.apply_async(run, (x,)) for x in xs]
                pool.close()
                pool.join()
            return [r.get() for r in results]
        """,
    "a method that joins": """
        from multiprocessing import Pool

        def finish(pool):
            pool.close()
            pool.join()

        def main(xs):
            with Pool() as pool:
                for x in xs:
                    pool.apply_async(run, (x,))
                finish(pool)
        """,
    "results handed to another function": """
        from multiprocessing import Pool
        from mine import collect

        def main(xs):
            with Pool() as pool:
                results = {x: pool.apply_async(run, (x,)) for x in xs}
                return collect(results)
        """,
    "a queue tells when all is done": """
        import multiprocessing as mp

        def main(xs):
            with mp.Manager() as manager, mp.Pool() as pool:
                queue = manager.Queue()
                for x in xs:
                    pool.apply_async(run, (queue, x))
                for _ in xs:
                    print(queue.get())
        """,
    "an event set by the callback": """
        import multiprocessing as mp
        import threading

        def main(xs):
            done = threading.Event()
            with mp.Pool() as pool:
                pool.map_async(run, xs, callback=lambda _: done.set())
                done.wait()
        """,
    "a generator that yields inside": """
        import multiprocessing as mp

        def stream(xs):
            with mp.Pool() as pool:
                for y in pool.imap(run, xs):
                    yield y

        def results(xs):
            with mp.Pool() as pool:
                yield [pool.apply_async(run, (x,)) for x in xs]
        """,
    "an executor waits": """
        from concurrent.futures import ProcessPoolExecutor as Pool

        def main(xs):
            with Pool() as pool:
                futures = [pool.submit(run, x) for x in xs]
                results = pool.map(run, xs)
            return [f.result() for f in futures], list(results)
        """,
    "a pool that closes and joins by itself": """
        import multiprocessing.pool

        class Patient(multiprocessing.pool.Pool):
            def __exit__(self, *args):
                self.close()
                self.join()

        def main(xs):
            with Patient(2) as pool:
                r = pool.map_async(run, xs)
            return r.get()
        """,
    "terminate when interrupted": """
        import multiprocessing as mp

        def main(xs):
            pool = mp.Pool()
            try:
                r = pool.map_async(run, xs)
                out = r.get()
            except KeyboardInterrupt:
                pool.terminate()
                raise
            finally:
                pool.terminate()
            return out
        """,
    "terminate only after an error": """
        import multiprocessing as mp

        def main(xs):
            pool = mp.Pool()
            for x in xs:
                pool.apply_async(run, (x,))
            try:
                pool.close()
                pool.join()
            except KeyboardInterrupt:
                pool.terminate()
        """,
    "results kept on the object and read by a method in the block": """
        import multiprocessing as mp

        class Farm:
            def run(self, xs):
                self.results = []
                with mp.Pool() as self.pool:
                    for x in xs:
                        self.results.append(self.pool.apply_async(work, (x,)))
                    self.collect()

            def collect(self):
                return [r.get() for r in self.results]
        """,
    "results that an event loop waits for": """
        import asyncio
        import multiprocessing as mp

        async def load(pool, xs):
            loop = asyncio.get_running_loop()
            found = [loop.create_future() for _ in xs]
            for x, one in zip(xs, found):
                pool.apply_async(run, (x,), callback=lambda y, one=one: loop.call_soon_threadsafe(one.set_result, y))
            return await asyncio.gather(*found)

        def main(xs):
            pool = mp.Pool()
            try:
                return asyncio.run(load(pool, xs))
            finally:
                pool.terminate()

        def older(xs):
            pool = mp.Pool()
            print(asyncio.new_event_loop().run_until_complete(load(pool, xs)))
            pool.terminate()
        """,
    "a helper that returns the results": """
        import multiprocessing as mp

        def submit(pool, xs):
            return [pool.apply_async(work, (x,)) for x in xs]

        def main(xs):
            with mp.Pool() as pool:
                for r in submit(pool, xs):
                    print(r.get())
        """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_reported(check: Check, source: str) -> None:
    check("MP404", source)


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_silent(check: Check, source: str) -> None:
    assert check("MP404", source) == []


def test_code_that_is_not_seen_may_wait(check: Check) -> None:
    found = check(
        "MP404",
        """
        from multiprocessing import Pool
        from server import serve

        def main():
            with Pool() as pool:
                pool.apply_async(work)  # MP404
                serve()
        """,
    )
    assert [finding.confidence for finding in found] == [Confidence.MEDIUM]


LENDING = """
    import contextlib, functools
    from multiprocessing import Pool

    class Submitter:
        def __init__(self, pool):
            self.pool = pool

        def __call__(self, job, **more):
            return self.pool.apply_async(run, (job,), **more)

    @contextlib.contextmanager
    def workers(count):
        with Pool(count) as pool:
            {lends}

    def main(jobs):
        done = []
        with workers(2) as submit:
            {uses}
        return done
"""
LENT = {
    "a partial": "yield functools.partial(pool.apply_async, run)",
    "a method": "yield pool.apply_async",
    "a function": "yield lambda job, **more: pool.apply_async(run, (job,), **more)",
    "an object": "yield Submitter(pool)",
    "several things": "yield pool, Submitter(pool)",
}
WAITED_FOR = {
    "joined afterwards": (
        "yield Submitter(pool)\n            pool.close()\n            pool.join()",
        "submit(jobs, callback=done.append)",
    ),
    "got in the block": ("yield functools.partial(pool.apply_async, run)", "done.append(submit(jobs).get())"),
    "a call that waits": ("yield functools.partial(pool.apply, run)", "done.append(submit(jobs))"),
}


@pytest.mark.parametrize("lends", LENT.values(), ids=LENT)
def test_a_context_manager_lends_a_way_to_submit(check: Check, lends: str) -> None:
    target = "submit" if "pool, " not in lends else "submit[1]"
    uses = f"{target}(jobs, callback=done.append)  # MP404"
    check("MP404", LENDING.format(lends=lends, uses=uses))


@pytest.mark.parametrize(("lends", "uses"), WAITED_FOR.values(), ids=WAITED_FOR)
def test_what_is_submitted_is_waited_for(check: Check, lends: str, uses: str) -> None:
    check("MP404", LENDING.format(lends=lends, uses=uses))


_CREW = """
    from multiprocessing import Pool

    class Crew:
        def __init__(self, size):
            self.pool = Pool(size)
            self.pending = []

        def __enter__(self):
            return self

        def __exit__(self, *error):
            {leave}

        def close(self):
            self.pool.close()
            self.pool.join()

        def abandon(self):
            if self.pool is not None:
                self.pool.terminate()

        def wait(self):
            for result in self.pending:
                result.wait()

        def add(self, function, *args):
            {add}
    """
_USING = """
    from crew import Crew

    def main(items):
        with Crew(2) as crew:
            for item in items:
                crew.add(print, item){mark}
            {then}
    """
_KEEPS = "self.pending.append(self.pool.apply_async(function, args))"


@pytest.mark.parametrize(
    ("leave", "add"),
    [
        ("self.pool.__exit__(*error)", _KEEPS),
        ("self.pool.terminate(); self.pool.join()", "self.pool.apply_async(function, args)"),
        ("self.abandon()", "self.last = self.pool.apply_async(function, args)"),
        ("self.pool.terminate(); self.wait()", "self.pool.map_async(function, args)"),
    ],
)
def test_leaving_an_object_terminates_its_pool(tmp_path: Path, leave: str, add: str) -> None:
    using = _USING.format(mark="  # MP404", then="print(len(items))")
    check_files(tmp_path, {"crew.py": _CREW.format(leave=leave, add=add), "program.py": using}, "MP404")


@pytest.mark.parametrize(
    ("leave", "add", "then"),
    [
        ("self.wait(); self.pool.terminate()", _KEEPS, "pass"),
        ("self.close(); self.pool.__exit__(*error)", "self.pool.apply_async(function, args)", "pass"),
        ("self.pool.close()", _KEEPS, "pass"),
        ("self.pool.terminate() if any(error) else self.close()", _KEEPS, "pass"),
        ("self.pool.terminate()", _KEEPS, "crew.wait()"),
        ("self.abandon()", _KEEPS, "crew.close()"),
        ("self.pool.terminate()", _KEEPS, "print([one.get() for one in crew.pending])"),
        ("self.pool.terminate()", "return self.pool.apply_async(function, args).get()", "pass"),
    ],
)
def test_the_pool_of_an_object_is_waited_for(tmp_path: Path, leave: str, add: str, then: str) -> None:
    using = _USING.format(mark="", then=then)
    check_files(tmp_path, {"crew.py": _CREW.format(leave=leave, add=add), "program.py": using}, "MP404")


_HELPERS = """
    RESULTS = []

    class Board:
        def __init__(self):
            self.last = None

        def post(self, pool, item):
            self.last = pool.apply_async(print, (item,))

    def post(pool, item):
        RESULTS.append(pool.apply_async(print, (item,)))

    def submit(pool, item):
        return pool.apply_async(print, (item,))

    def results(pool, items):
        yield from pool.imap(print, items)
    """
_WITH_HELPERS = """
    from multiprocessing import Pool

    import helpers

    def main(item):
        board = helpers.Board()
        with Pool(2) as pool:
            {use}
    """


@pytest.mark.parametrize("use", ["helpers.submit(pool, item)", "board.post(pool, item)"])
def test_a_function_of_another_file_submits(tmp_path: Path, use: str) -> None:
    using = _WITH_HELPERS.format(use=f"{use}  # MP404")
    check_files(tmp_path, {"helpers.py": _HELPERS, "program.py": using}, "MP404")


@pytest.mark.parametrize(
    "use",
    [
        "print(helpers.submit(pool, item).get())",
        "board.post(pool, item); board.last.wait()",
        "helpers.post(pool, item); print([one.get() for one in helpers.RESULTS])",
        "print(list(helpers.results(pool, item)))",
    ],
)
def test_what_another_file_submits_is_waited_for(tmp_path: Path, use: str) -> None:
    using = _WITH_HELPERS.format(use=use)
    check_files(tmp_path, {"helpers.py": _HELPERS, "program.py": using}, "MP404")


def test_results_that_a_function_of_another_file_has_used_up(tmp_path: Path) -> None:
    files = {
        "crew.py": """
            import itertools
            from functools import partial
            from multiprocessing import Pool

            from tqdm import tqdm

            class Spreading:
                def reduce(self, work, items, options):
                    if hasattr(self, "title"):
                        result = tqdm(self.spread(work, items, options), desc=self.title)
                    else:
                        result = (self.spread(work, items, options),)
                    result = list(itertools.chain.from_iterable(result))
                    self.close()
                    return result

                def spread(self, work, items, options):
                    raise NotImplementedError

            class Crew(Spreading):
                def __init__(self, size, title):
                    self.title = title
                    self.pool = Pool(size)

                def spread(self, work, items, options):
                    return self.pool.imap_unordered(partial(work, **options), items)

                def close(self):
                    self.pool.close()
                    self.pool.terminate()
                    self.pool.join()
        """,
        "program.py": """
            from crew import Crew, Spreading

            def main(items, crew=None):
                if crew is None:
                    crew = Crew(2, "all")
                if not isinstance(crew, Spreading):
                    raise ValueError(crew)
                found = crew.reduce(sorted, items, {"reverse": True})
                crew.close()
                return found
        """,
    }
    check_files(tmp_path, files, "MP404")
