from __future__ import annotations

from snippets import Check


def test_results_in_a_list_behind_a_progress_bar(check: Check) -> None:
    check(
        "MP309",
        """
        from itertools import zip_longest
        from multiprocessing.pool import ThreadPool
        from tqdm import tqdm

        def load(pool, read, paths):
            texts = list(tqdm(pool.imap_unordered(read, paths), total=len(paths)))
            return list(zip_longest(paths, texts))  # MP309

        def main(paths):
            with ThreadPool(3) as pool:
                return load(pool, open, paths)
        """,
    )


def test_results_of_futures_in_a_comprehension(check: Check) -> None:
    check(
        "MP309",
        """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def main(work, items):
            with ProcessPoolExecutor() as executor:
                futures = [executor.submit(work, item) for item in items]
                results = [future.result() for future in as_completed(futures)]
            for item, result in zip(items, results):  # MP309
                print(item, result)
        """,
    )


def test_sorted_lists_are_silent_and_stored_numbers_are_a_hint(check: Check) -> None:
    [finding] = check(
        "MP309",
        """
        from multiprocessing import Pool

        def main(work, items):
            found, rows = [], [None] * len(items)
            with Pool() as pool:
                for result in pool.imap_unordered(work, items):
                    found.append(result)
                for n, result in enumerate(pool.imap_unordered(work, items)):
                    rows[n] = result  # MP309
            found.sort()
            return dict(zip(items, found)), rows
        """,
    )
    assert finding.confidence.value == "low"
