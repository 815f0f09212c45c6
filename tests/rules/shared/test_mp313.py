from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_text_of_a_method_and_the_bits_of_a_hash(check: Check) -> None:
    check(
        "MP313",
        """
        import multiprocessing as mp

        def is_mine(line, number):
            return hash(line.strip().encode("utf-8")) & 3 == number

        class Worker(mp.Process):
            def __init__(self, number: int, names: list):
                super().__init__()
                self.number = number
                self.names = names

            def run(self):
                for name in self.names:
                    slot = abs(hash(f"name {name}")) % 4  # MP313
                    if slot == self.number:
                        print(name)

        if __name__ == "__main__":
            Worker(1, ["a"]).start()
        """,
    )


def test_what_is_hashed_unknown_is_a_hint(check: Check) -> None:
    [finding] = check(
        "MP313",
        """
        from multiprocessing import Pool

        def work(key):
            return hash(key)  # MP313

        def main(keys):
            with Pool() as pool:
                return pool.map(work, keys)
        """,
    )
    assert finding.confidence is Confidence.LOW


def test_numbers_fixed_seeds_and_threads_are_silent(check: Check) -> None:
    check(
        "MP313",
        """
        from multiprocessing import Pool
        from multiprocessing.pool import ThreadPool

        def number(n: int):
            return hash(n) % 3 == 0

        def text(name: str):
            return hash(name)

        def count(names):
            return len({hash(name): name for name in names})

        def main():
            with Pool() as pool:
                pool.map(number, range(3))
                pool.map(count, [["a"]])
            with ThreadPool() as pool:
                pool.map(text, ["a"])
        """,
    )
    check(
        "MP313",
        """
        import os
        from multiprocessing import Pool

        os.environ["PYTHONHASHSEED"] = "0"

        def text(name: str):
            return hash(name)

        def main():
            with Pool() as pool:
                pool.map(text, ["a"])
        """,
    )


_PLACES = """
    from multiprocessing import Pool
    from typing import NamedTuple

    class Placed(NamedTuple):
        shard: int
        key: str

    def place(key: str):
        return ANSWER

    class Shards:
        def __init__(self, count):
            self.shards = [[] for _ in range(count)]

        def fill(self, keys):
            with Pool() as pool:
                for shard, key in pool.imap(place, keys):
                    self.shards[shard].append(key)

        def has(self, key):
            return key in FOUND
    """
_BY_HASH = "self.shards[hash(key) % len(self.shards)]"


@pytest.mark.parametrize("answer", ["Placed(hash(key) % 8, key)", "(abs(hash(key)) % 8, key)"])
def test_a_share_that_the_parent_computes_again(check: Check, answer: str) -> None:
    [finding] = check("MP313", _PLACES.replace("ANSWER", f"{answer}  # MP313").replace("FOUND", _BY_HASH))
    assert finding.confidence is Confidence.MEDIUM
    assert {target.start_method for target in finding.breaks_when} == {"spawn", "forkserver"}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Placed(hash(key) % 8, key)", "self.shards[self.number_of(key)]"),
        ("Placed(hash(key) % 8, key)", "sorted(self.shards, key=lambda shard: hash(key) % 8)[0]"),
        ("(len(key) % 8, key)", _BY_HASH),
        ("(0, [key for _ in range(hash(key) % 8)])", _BY_HASH),
        ("(0, str(hash(key) % 8))", _BY_HASH),
    ],
)
def test_a_share_that_the_parent_does_not_compute_or_get_is_silent(check: Check, answer: str, found: str) -> None:
    check("MP313", _PLACES.replace("ANSWER", answer).replace("FOUND", found))


def test_files_that_workers_write_and_the_parent_looks_for(check: Check) -> None:
    check(
        "MP313",
        """
        import json
        import os
        from multiprocessing import Pool
        from pathlib import Path

        def key_of(job):
            return ";".join(sorted(job))

        def record(job):
            digest = abs(hash(json.dumps(job)))  # MP313
            return os.path.join("out", str(digest) + ".json")

        def picture(job):
            return Path("out") / ("%x" % hash(key_of(job)))  # MP313

        def lock(job):
            return f"locks/{hash(key_of(job).encode()) & 0xFFFF:04x}"  # MP313

        def path(job):
            return picture(job).with_suffix(".png")

        def work(job):
            Path(record(job)).touch()
            path(job).touch()
            open(lock(job), "w").close()

        def main(jobs):
            with Pool() as pool:
                pool.map(work, jobs)
            return [(open(record(job)), path(job).exists(), os.remove(lock(job))) for job in jobs]
        """,
    )


def test_names_that_one_side_makes_and_messages_are_silent(check: Check) -> None:
    check(
        "MP313",
        """
        from multiprocessing import Pool
        from pathlib import Path

        def scratch(job: str):
            return Path("scratch") / f"{hash(job)}.tmp"

        def number_of(n: int):
            return f"parts/{hash(n)}.bin"

        def tell(job: str):
            print(f"{job}: {hash(job)} of 1/2")

        class Job:
            def __init__(self, name: str):
                self.name = name

            def __repr__(self):
                return f"jobs/{hash(self.name)}"

        def label(job: str):
            return f"{hash(job) / 3} {hash(job.rstrip('/'))}"

        def work(job):
            tell(label(job))
            open(number_of(1))
            scratch(job).touch()
            print(repr(Job(job)))

        def main(jobs):
            tell(label("all"))
            open(number_of(1))
            print(repr(Job("all")))
            with Pool() as pool:
                pool.map(work, jobs)
        """,
    )


def test_names_of_files_that_a_class_of_another_file_makes(tmp_path: Path) -> None:
    files = {
        "cache.py": """
            def spelled(job):
                return ",".join(job)

            class Cache:
                def __init__(self, folder):
                    self.folder = folder

                def _path(self, job):
                    number = hash(spelled(job))  # MP313
                    return self.folder / f"{number & 0xFFFFFF:06x}.txt"

                def _mark(self, job):
                    return self.folder / f"{hash(spelled(job))}.done"

                def save(self, job):
                    self._path(job).write_text(job)
                    self._mark(job).touch()

                def load(self, job):
                    return self._path(job).read_text()
            """,
        "main.py": """
            from concurrent.futures import ProcessPoolExecutor
            from pathlib import Path

            from cache import Cache

            def work(job):
                Cache(Path("out")).save(job)

            def main(jobs):
                with ProcessPoolExecutor() as executor:
                    list(executor.map(work, jobs))
                return [Cache(Path("out")).load(job) for job in jobs]
            """,
    }
    [finding] = check_files(tmp_path, files, "MP313")
    assert {target.start_method for target in finding.breaks_when} == {"spawn", "forkserver"}


_TABLE = """
    class Table:
        def __init__(self, size):
            self.parts = [[] for _ in range(size)]

        def _number_of(self, word: str):
            return hash(word) % len(self.parts)

        def add(self, word):
            self.parts[self._number_of(word)].append(word)

        def has(self, word):
            return word in self.parts[self._number_of(word)]
    """
_DIVIDED = {
    "shards that workers fill and the parent looks into, by functions of another file": {
        "shards.py": """
            import json
            from collections import defaultdict

            def shard_of(term: str):
                return hash(term) % 8  # MP313

            class Shards:
                def __init__(self, folder):
                    self.folder = folder

                def write(self, part, text):
                    shards = defaultdict(list)
                    for term in text.split():
                        shards[shard_of(term)].append(term)
                    for shard, terms in shards.items():
                        (self.folder / str(shard) / f"{part}.json").write_text(json.dumps(terms))

                def has(self, term):
                    files = (self.folder / str(shard_of(term))).glob("*.json")
                    return any(term in json.loads(file.read_text()) for file in files)
            """,
        "main.py": """
            from multiprocessing import Pool
            from pathlib import Path

            from shards import Shards

            def main(texts):
                shards = Shards(Path("out"))
                with Pool(2) as pool:
                    pool.starmap(shards.write, enumerate(texts))
                return shards.has("word")
            """,
    },
    "what is a worker's own, by a function of another file": {
        "routes.py": """
            def owner_of(key, day: int):
                return hash((day, key.lower())) % 4  # MP313
            """,
        "main.py": """
            from multiprocessing import Process

            import routes

            def work(number, keys):
                for key in keys:
                    if routes.owner_of(key, 3) == number:
                        print(key)

            def main(keys):
                for number in range(4):
                    Process(target=work, args=(number, keys)).start()
            """,
    },
    "a file that a method names by the result of another one": {
        "store.py": """
            import os

            class Store:
                def __init__(self, folder):
                    self.folder = folder

                def _slot(self, key):
                    return hash(key) % 16  # MP313

                def _file(self, key: str):
                    return os.path.join(self.folder, "%02d.txt" % self._slot(key))

                def put(self, key, text):
                    with open(self._file(key), "a") as file:
                        file.write(text)

                def get(self, key):
                    with open(self._file(key)) as file:
                        return file.read()
            """,
        "main.py": """
            from concurrent.futures import ProcessPoolExecutor

            from store import Store

            def save(key):
                Store("out").put(key, "text")

            def main(keys):
                with ProcessPoolExecutor() as executor:
                    list(executor.map(save, keys))
                return [Store("out").get(key) for key in keys]
            """,
    },
    "groups by a key that the parent looks up": {
        "main.py": """
            from multiprocessing import Pool

            def group_of(word):
                return hash(word) % 32  # MP313

            def group(line: str):
                groups = {}
                for word in line.split():
                    groups.setdefault(group_of(word), []).append(word)
                return groups

            def main(lines):
                with Pool() as pool:
                    found = pool.map(group, lines)
                return [groups.get(group_of("word".upper()), ()) for groups in found]
            """,
    },
    "a table that each process has for itself": {
        "table.py": _TABLE,
        "main.py": """
            from multiprocessing import Pool

            from table import Table

            def distinct(line):
                table = Table(8)
                for word in line.split():
                    if not table.has(word):
                        table.add(word)
                return sum(map(len, table.parts))

            def main(lines):
                with Pool() as pool:
                    print(pool.map(distinct, lines))
                own = Table(4)
                own.add("word")
                return own.has("word")
            """,
    },
    "texts that a worker compares with each other, and numbers": {
        "main.py": """
            from multiprocessing import Pool

            def code_of(word: str):
                return hash(word) % 1024

            def number_of(row, column):
                return hash((row, column)) % 4

            def work(pair):
                return code_of(pair[0]) == code_of(pair[1]) or number_of(1, 2) == 3

            def main(pairs):
                with Pool() as pool:
                    return pool.map(work, pairs)
            """,
    },
}


@pytest.mark.parametrize("title", _DIVIDED)
def test_a_share_that_a_function_gives(tmp_path: Path, title: str) -> None:
    for finding in check_files(tmp_path, _DIVIDED[title], "MP313"):
        assert finding.confidence is Confidence.MEDIUM


_NAMED_BY_KEY = """
    from multiprocessing import Pool
    from pathlib import Path

    def place(key):
        return Path("cells") / f"{hash(key) % 64}.bin"  # MP313

    def fill(number):
        place(KEY).touch()

    def main(wanted):
        with Pool() as pool:
            pool.map(fill, range(9))
        return place(wanted).exists()
"""


@pytest.mark.parametrize(
    ("key", "confidence"),
    [
        ("f'cell {number}'", Confidence.MEDIUM),
        ("number.key", Confidence.LOW),
        ("int(number)", Confidence.LOW),
    ],
    ids=["text", "unknown", "a number"],
)
def test_what_workers_hash_decides_and_not_what_the_parent_does(check: Check, key: str, confidence: Confidence) -> None:
    [finding] = check("MP313", _NAMED_BY_KEY.replace("KEY", key))
    assert finding.confidence is confidence
