from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files


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


SORTS = {
    "rows.sort()": True,
    "rows = sorted(rows, key=itemgetter(0))": True,
    "rows = sorted(rows, key=lambda row: row[1])": False,
    "rows.sort(key=itemgetter(1))": False,
    "names.sort()": False,
}


@pytest.mark.parametrize("method", ["imap_unordered", "imap"])
@pytest.mark.parametrize(("sort", "is_by_number"), SORTS.items())
def test_a_sort_by_the_number_of_results(check: Check, method: str, sort: str, *, is_by_number: bool) -> None:
    mark = "  # MP309" if is_by_number and method == "imap_unordered" else ""
    check(
        "MP309",
        f"""
        from multiprocessing import Pool
        from operator import itemgetter

        def main(work, names):
            rows = []
            with Pool() as pool:
                for number, result in enumerate(pool.{method}(work, names)):
                    rows.append((number, result))
            {sort}{mark}
            return rows
        """,
    )


GENERATORS = {
    "a loop over futures": """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def weights(executor, parcels):
            futures = [executor.submit(len, parcel) for parcel in parcels]
            for future in as_completed(futures):
                if future.exception() is None:
                    yield future.result()

        def main(parcels):
            with ProcessPoolExecutor() as executor:
                for parcel, weight in zip(parcels, weights(executor, parcels)):  # MP309
                    print(parcel, weight)
        """,
    "a method that hands on what a pool gives": """
        import multiprocessing

        class Scales:
            def __init__(self):
                self.pool = multiprocessing.Pool(2)

            def weights(self, parcels):
                yield from self.pool.imap_unordered(len, parcels)

        def main(parcels):
            scales = Scales()
            return dict(zip(parcels, (weight / 1000 for weight in scales.weights(parcels))))  # MP309
        """,
    "what puts the results in order": """
        import multiprocessing

        def numbered(pair):
            return pair[0], len(pair[1])

        def weights(pool, parcels):
            early = {}
            wanted = 0
            for number, weight in pool.imap_unordered(numbered, enumerate(parcels)):
                early[number] = weight
                while wanted in early:
                    yield early.pop(wanted)
                    wanted += 1

        def main(parcels):
            with multiprocessing.Pool() as pool:
                return dict(zip(parcels, weights(pool, parcels)))
        """,
    "what waits for each in turn": """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def weights(executor, parcels):
            futures = {parcel: executor.submit(len, parcel) for parcel in parcels}
            for number, _ in enumerate(as_completed(futures.values())):
                print(number, "done")
            for parcel in parcels:
                yield futures[parcel].result()

        def main(parcels):
            with ProcessPoolExecutor() as executor:
                return dict(zip(parcels, weights(executor, parcels)))
        """,
}


@pytest.mark.parametrize("source", GENERATORS.values(), ids=GENERATORS)
def test_generators_keep_the_order_of_what_they_go_through(check: Check, source: str) -> None:
    check("MP309", source)


TOGETHER = {
    "in one call": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            print(path, size)
        """,
    "by a test": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            if size:
                print(path)
        """,
    "by a test that goes on": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            if not size:
                continue
            print(path)
        """,
    "by an exception": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            try:
                print(10 / size)
            except ZeroDivisionError:
                print(path)
        """,
    "by what is made of them": """
        for number, (path, size) in enumerate(zip(paths, pool.imap_unordered(len, paths))):  # MP309
            row = [number]
            row.append(path.upper())
            shown = str(size)
            row.append(shown)
            print(*row)
        """,
    "in one file": """
        with open("sizes") as file:
            for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
                file.write(path)
                file.write(str(size))
        """,
    "after the loop": """
        names, sizes = [], []
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            names.append(path)
            sizes.append(size)
        print(dict(zip(names, sizes)))
        """,
    "in a comprehension": """
        print([path for path, size in zip(paths, pool.imap_unordered(len, paths)) if size])  # MP309
        """,
}

APART = {
    "a message": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            print(f"{path} is done")
            total += size
        """,
    "two lists": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):  # MP309
            done.append(path)
            sizes.append(size)
        """,
}

NOT_PAIRED = {
    "neither is used": """
        for _path, _size in zip(paths, pool.imap_unordered(len, paths)):
            pass
        for path in paths:
            print(path)
        """,
    "the input is not used": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):
            total += size
        path = "all"
        print(path)
        """,
    "the result is not used": """
        for path, size in tqdm(zip(paths, pool.imap_unordered(len, paths))):
            done.append(path)
        """,
    "in a comprehension": """
        print([size for path, size in zip(paths, pool.imap_unordered(len, paths))])
        """,
    "the input moves a progress bar": """
        with tqdm(total=total) as bar:
            for path, size in zip(paths, pool.imap_unordered(len, paths)):
                sizes.append(size)
                bar.update(sum(len(part) for part in path))
        """,
    "the input is counted": """
        for path, size in zip(paths, pool.imap_unordered(len, paths)):
            sizes.append(size)
            total += len(path)
        """,
}
_AROUND = """
        from multiprocessing import Pool
        from tqdm import tqdm

        pool = Pool()
        done, sizes, total = [], [], 0
        paths = ["a", "b"]
"""


@pytest.mark.parametrize("source", TOGETHER.values(), ids=TOGETHER)
def test_a_loop_that_brings_the_two_together_is_sure(check: Check, source: str) -> None:
    [finding] = check("MP309", _AROUND + source)
    assert finding.confidence.value == "high"


@pytest.mark.parametrize("source", APART.values(), ids=APART)
def test_a_loop_that_uses_the_two_apart_is_less_sure(check: Check, source: str) -> None:
    [finding] = check("MP309", _AROUND + source)
    assert finding.confidence.value == "medium"


@pytest.mark.parametrize("source", NOT_PAIRED.values(), ids=NOT_PAIRED)
def test_a_loop_that_leaves_out_one_of_the_two_pairs_nothing(check: Check, source: str) -> None:
    check("MP309", _AROUND + source)


HELPERS = {
    "a list that a loop fills": """
        import multiprocessing

        def run_all(function, things):
            found = []
            with multiprocessing.Pool(len(things)) as pool:
                for one in pool.imap_unordered(function, things):
                    found.append(one)
            return found
    """,
    "an object that keeps them": """
        import multiprocessing

        class Runner:
            def __init__(self):
                self.found = []

            def run(self, function, things):
                with multiprocessing.Pool() as pool:
                    for one in pool.imap_unordered(function, things):
                        self.found.append(one)
                return self.found

        def run_all(function, things):
            return Runner().run(function, things)
    """,
    "futures": """
        from concurrent.futures import ProcessPoolExecutor, as_completed

        def run_all(function, things):
            found = []
            with ProcessPoolExecutor() as executor:
                for future in as_completed([executor.submit(function, thing) for thing in things]):
                    found.append(future.result())
            return found
    """,
}
IN_ORDER = {
    "sorted": HELPERS["a list that a loop fills"].replace("return found", "found.sort()\n            return found"),
    "inserted": HELPERS["a list that a loop fills"].replace("found.append(one)", "found.insert(one[0], one[1])"),
    "as they were": HELPERS["a list that a loop fills"].replace("imap_unordered", "imap"),
    "as is asked for": HELPERS["a list that a loop fills"]
    .replace("things)", "things, sort=True)", 1)
    .replace("pool.imap_unordered(", "(pool.imap if sort else pool.imap_unordered)("),
}
CALIBRATION = {
    "bench.py": "def offset(sensor):\n    return sensor\n",
    "program.py": """
        from bench import offset
        from parallel import run_all

        def calibrate(sensors):
            offsets = run_all(offset, sensors)
            return {sensor: value for sensor, value in zip(sensors, offsets)}  # MP309

        if __name__ == "__main__":
            print(calibrate([1, 2]))
    """,
}


@pytest.mark.parametrize("helper", HELPERS.values(), ids=HELPERS)
def test_results_of_a_helper_in_another_file(helper: str, tmp_path: Path) -> None:
    check_files(tmp_path, {**CALIBRATION, "parallel.py": helper}, "MP309")


@pytest.mark.parametrize("helper", IN_ORDER.values(), ids=IN_ORDER)
def test_a_helper_in_another_file_that_keeps_the_order(helper: str, tmp_path: Path) -> None:
    program = CALIBRATION["program.py"].replace("  # MP309", "")
    check_files(tmp_path, {**CALIBRATION, "program.py": program, "parallel.py": helper}, "MP309")


def test_results_of_a_helper_that_are_sorted_here(tmp_path: Path) -> None:
    program = CALIBRATION["program.py"].replace("  # MP309", "")
    program = program.replace("sensors)\n", "sensors)\n            offsets.sort()\n", 1)
    helper = HELPERS["a list that a loop fills"]
    check_files(tmp_path, {**CALIBRATION, "program.py": program, "parallel.py": helper}, "MP309")


def test_results_told_by_the_number_of_their_input(check: Check) -> None:
    check(
        "MP309",
        """
        from concurrent.futures import ProcessPoolExecutor, as_completed
        from multiprocessing import Pool

        def race(work, cars):
            with ProcessPoolExecutor() as executor:
                runs = [executor.submit(work, car) for car in cars]
                return [run.result() for run in as_completed(runs)]

        def board(work, cars):
            times = race(work, cars)
            found = {}
            for lane, car in enumerate(cars):
                found[car.team] = times[lane]  # MP309
            return found

        def table(work, names):
            with Pool() as pool:
                sizes = list(pool.imap_unordered(work, names))
            for i in range(len(names)):
                print(names[i], sizes[i])  # MP309
            return {names[i]: sizes[i] for i in range(len(sizes))}  # MP309
        """,
    )


def test_results_told_by_their_own_number(check: Check) -> None:
    check(
        "MP309",
        """
        from multiprocessing import Pool

        def table(work, names):
            with Pool() as pool:
                sizes = list(pool.imap_unordered(work, names))
                ordered = pool.map(work, names)
                ranked = sorted(pool.imap_unordered(work, names))
            for i in range(len(names)):
                print(i, sizes[i])
                print(names[i], ordered[i])
            for i, size in enumerate(sizes):
                print(size, sizes[i])
            for rank, medal in enumerate(("gold", "silver", "bronze")):
                print(medal, ranked[rank])
        """,
    )


PAIRING = """
    def pair(inputs, results):
        return dict(zip(inputs, results))  # {mark}
    """
PAIRED = """
    from multiprocessing import Pool
    from pairing import pair

    def main(words):
        with Pool(2) as pool:
            print(pair(words, pool.{method}(len, words)))
    """


@pytest.mark.parametrize(("method", "mark"), [("imap_unordered", "MP309"), ("imap", "fine")])
def test_a_function_of_another_file_pairs(tmp_path: Path, method: str, mark: str) -> None:
    files = {"pairing.py": PAIRING.format(mark=mark), "program.py": PAIRED.format(method=method)}
    check_files(tmp_path, files, "MP309")
