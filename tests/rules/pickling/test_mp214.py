"""MP214: what is loaded once is sent with every task."""

from __future__ import annotations

from snippets import Check


def test_partials_helpers_and_attributes(check: Check) -> None:
    check(
        "MP214",
        """
        import multiprocessing as mp
        from functools import partial

        import pandas as pd
        from transformers import AutoModel

        def load(path):
            return pd.read_csv(path)

        def work(item, table=None):
            return item

        class Runner:
            def __init__(self, path):
                self.model = AutoModel.from_pretrained(path)

            def run(self, items):
                with mp.get_context("spawn").Pool() as pool:
                    for item in items:
                        pool.apply_async(work, (item, self.model))  # MP214
                    pool.close()
                    pool.join()

        def main(items):
            table = load("table.csv")
            bound = partial(work, table=table)  # MP214
            with mp.Pool() as pool:
                list(pool.imap_unordered(bound, items))
        """,
    )


def test_what_is_small_sent_once_or_found_by_workers_is_silent(check: Check) -> None:
    check(
        "MP214",
        """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        from functools import partial

        import numpy as np
        import pandas as pd

        TABLE = pd.read_csv("table.csv")

        def work(item, table=None):
            return item

        def main(items, options):
            mapped = np.load("m.npy", mmap_mode="r")
            with mp.Pool(initializer=work, initargs=(TABLE,)) as pool:
                pool.map(partial(work, table=options), items)
                pool.map(partial(work, table=mapped), items)
                pool.apply_async(work, (TABLE,)).get()
                pool.map(work, [row for row in TABLE])
            with ThreadPoolExecutor() as threads:
                list(threads.map(partial(work, table=TABLE), items))
            with ProcessPoolExecutor() as executor:
                for name in items:
                    executor.submit(work, pd.read_csv(name))
        """,
    )
