"""MP307: generators of other files, and tasks that a partial gives the same arguments."""

from __future__ import annotations

from pathlib import Path

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_seeds_in_functions_and_modules_of_other_files(tmp_path: Path) -> None:
    files = {
        "market/__init__.py": "",
        "market/paths.py": """
            import random
            from numpy.random import default_rng

            noise = default_rng(99)  # MP307

            class Path:
                start = 7

                def __init__(self, steps):
                    self.steps = steps
                    self.source = random.Random(self.start)  # MP307

                def walk(self):
                    return sum(step(self.source) for _ in range(self.steps))

            def step(source):
                return source.choice([-1, 1])

            def jitter(_):
                return noise.normal()

            def deal(count):
                random.seed("cards")  # MP307
                return [random.randrange(52) for _ in range(count)]
            """,
        "program.py": """
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import Pool

            from market import paths
            from market.paths import Path, jitter

            def simulate(number):
                return number, Path(100).walk()

            def main():
                with ProcessPoolExecutor(3) as executor:
                    walks = list(executor.map(simulate, range(8)))
                    hands = [executor.submit(paths.deal, 5) for _ in range(4)]
                with Pool(2) as pool:
                    print(walks, hands, pool.map(jitter, range(5)))

            if __name__ == "__main__":
                main()
            """,
    }
    check_files(tmp_path, files, "MP307")


def test_generators_of_other_files_with_a_seed_for_each_task(tmp_path: Path) -> None:
    files = {
        "draws.py": """
            import random

            shared = random.Random(3)

            def sample(size, seed):
                source = random.Random(seed)
                return [source.random() for _ in range(size)]

            def restart(number):
                shared.seed(number)
                return shared.random()

            def seeds(count):
                source = random.Random(1)
                return [source.getrandbits(32) for _ in range(count)]

            def pick(rows):
                return random.Random(0).choice(rows)
            """,
        "program.py": """
            from functools import partial
            from multiprocessing import Pool

            from draws import pick, restart, sample, seeds

            def main(tables):
                with Pool() as pool:
                    print(pool.map(partial(sample, 3), seeds(4)), pool.map(restart, range(4)))
                    return pool.map(pick, tables)

            if __name__ == "__main__":
                main([[1, 2], [3, 4]])
            """,
    }
    check_files(tmp_path, files, "MP307")


def test_arguments_that_a_partial_gives_to_all_tasks(check: Check) -> None:
    found = check(
        "MP307",
        """
        import random
        from functools import partial
        from multiprocessing import Pool

        def replica(lattice, number, weight):
            rng = random.Random(17)  # MP307
            return number, sum(weight * rng.choice(row) for row in lattice)

        def main(lattice):
            with Pool() as pool:
                return dict(pool.imap(partial(replica, lattice, weight=2), range(8)))
        """,
    )
    assert [finding.confidence for finding in found] == [Confidence.MEDIUM]


def test_one_sample_for_the_comparison_of_several_models_is_a_hint(check: Check) -> None:
    found = check(
        "MP307",
        """
        import random
        from functools import partial
        from multiprocessing import Pool

        def score(table, column):
            rows = random.Random(17).sample(table, 10)  # MP307
            return column, sum(row[column] for row in rows)

        def fit(rate, rows=()):
            rng = random.Random(4)  # MP307
            return rate, sum(rate * rng.random() for _ in rows)

        def main(table):
            with Pool() as pool:
                pool.map(partial(score, table), range(8))
                for rate in (0.1, 0.2):
                    pool.apply_async(partial(fit, rate), (table,))
        """,
    )
    assert {finding.confidence for finding in found} == {Confidence.LOW}
