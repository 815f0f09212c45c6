from __future__ import annotations

import pytest

from snippets import Check

WRONG = {
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
}

RIGHT = {
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
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(check: Check, name: str) -> None:
    assert check("MP418", WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_right(check: Check, name: str) -> None:
    assert check("MP418", RIGHT[name]) == []
