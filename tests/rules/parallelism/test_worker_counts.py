"""MP802 and MP803: numbers of workers that are made from the number of processors."""

from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files


def test_aliases_names_and_executors(check: Check) -> None:
    check(
        "MP802",
        """
        import math
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor as Executor
        from os import cpu_count as cores

        WORKERS = mp.cpu_count() - 1

        def main(used=cores() - 2):
            Executor(WORKERS)  # MP802
            Executor(max_workers=used)  # MP802
            mp.get_context("spawn").Pool(math.floor(0.5 * mp.cpu_count()))  # MP802
            mp.Pool(int(cores() / 4))  # MP802
            mp.Pool(round(cores() / 2 + 0.6))
            mp.Pool(max(1, min(8, cores() - 1)))

        if __name__ == "__main__":
            main()
        """,
    )


def test_what_callers_pass(check: Check) -> None:
    check(
        "MP802",
        """
        import multiprocessing as mp

        def run(items, workers=None):
            with mp.Pool(processes=workers) as pool:
                return pool.map(abs, items)

        def tested(items, workers=None):
            if workers:
                with mp.Pool(workers) as pool:
                    return pool.map(abs, items)

        def corrected(items, workers=None):
            workers = max(workers or 1, 1)
            with mp.Pool(workers) as pool:
                return pool.map(abs, items)

        def passing_on(items, count):
            return run(items, workers=count)

        class Runner:
            def run(self, items, workers):
                with mp.Pool(workers) as pool:
                    return pool.map(abs, items)

        if __name__ == "__main__":
            run([1], workers=mp.cpu_count() - 10)  # MP802
            run([1], 4)
            run([1])
            run([1], max(1, mp.cpu_count() - 1))
            tested([1], mp.cpu_count() - 1)
            corrected([1], mp.cpu_count() - 1)
            passing_on([1], mp.cpu_count() // 2)  # MP802
            Runner().run([1], mp.cpu_count() - 1)  # MP802
            if mp.cpu_count() > 2:
                run([1], mp.cpu_count() - 2)
        """,
    )


def test_what_depends_on_more(check: Check) -> None:
    check(
        "MP802",
        """
        import os
        from multiprocessing import Pool, cpu_count

        class Runner:
            def __init__(self, workers=None):
                self.workers = workers
                if workers is None:
                    self.workers = cpu_count() - 1

            def run(self):
                return Pool(self.workers)

        def main(reserved):
            Pool(cpu_count() - reserved)
            Pool(cpu_count() - 1 if cpu_count() > 1 else 1)
            if cpu_count() > 1:
                Pool(cpu_count() - 1)
            Pool(os.cpu_count() ** 0)
            return Runner().run()

        if __name__ == "__main__":
            main(1)
        """,
    )


def test_processors_of_the_machine(check: Check) -> None:
    check(
        "MP803",
        """
        import os
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Pool, get_context

        context = get_context("forkserver")

        def main(workers=os.cpu_count()):
            Pool(workers)  # MP803
            context.Pool(context.cpu_count())  # MP803
            ProcessPoolExecutor(os.cpu_count() or 4)  # MP803
            ProcessPoolExecutor(os.process_cpu_count())
            Pool(len(os.sched_getaffinity(0)))
            Pool(min(8, os.cpu_count()))

        if __name__ == "__main__":
            main()
        """,
    )


CONFINED = """
    import os
    from multiprocessing import Pool, cpu_count

    def confine(count):
        os.sched_setaffinity({process}, sorted(os.sched_getaffinity(0))[:count])

    def work(number):
        {in_worker}

    def main():
        {before}
        pool = Pool(cpu_count())  # MP803
        pool.map(work, range(9))
        {after}

    if __name__ == "__main__":
        main()
"""
CALLS = {
    "before": ({"before": "confine(2)"}, Confidence.MEDIUM),
    "by its number": ({"before": "confine(2)", "process": "os.getpid()"}, Confidence.MEDIUM),
    "after": ({"after": "confine(2)"}, Confidence.LOW),
    "in the workers": ({"in_worker": "confine(1)"}, Confidence.LOW),
    "for a while": ({"before": "confine(2); os.sched_setaffinity(0, range(8))"}, Confidence.LOW),
    "another process": ({"before": "confine(2)", "process": "os.getppid()"}, Confidence.LOW),
}


@pytest.mark.parametrize(("calls", "confidence"), CALLS.values(), ids=CALLS)
def test_a_process_that_confines_itself(check: Check, calls: dict[str, str], confidence: Confidence) -> None:
    texts = {"process": "0", "before": "pass", "after": "pass", "in_worker": "pass", **calls}
    (finding,) = check("MP803", CONFINED.format(**texts))
    assert finding.confidence is confidence


def test_fields_of_objects(check: Check) -> None:
    check(
        "MP803",
        """
        import os
        from dataclasses import dataclass, field
        from multiprocessing import Pool, cpu_count

        @dataclass
        class Settings:
            name: str
            workers: int = field(default_factory=cpu_count)
            loaders: int = field(default_factory=lambda: 2 * (os.cpu_count() or 1))
            writers: int = field(default_factory=lambda: min(4, cpu_count()))
            readers: int = cpu_count()

        @dataclass
        class Corrected(Settings):
            def __post_init__(self):
                self.workers = min(self.workers, 4)

        class Crawler:
            def __init__(self, settings):
                self.settings = settings

            def run(self):
                Pool(self.settings.workers)  # MP803
                Pool(self.settings.loaders)  # MP803
                Pool(self.settings.writers)
                Pool(self.settings.readers)

        def main(**more):
            Crawler(Settings("a", readers=2)).run()
            Pool(Settings("b").readers)  # MP803
            Pool(Settings("b", 3).workers)
            Pool(Settings("b", **more).workers)
            Pool(Corrected("c").workers)

        if __name__ == "__main__":
            main()
        """,
    )


def test_functions_and_properties_that_give_the_number(check: Check) -> None:
    check(
        "MP802",
        """
        import os
        from functools import cached_property, lru_cache
        from multiprocessing import Pool, cpu_count

        SPARE = 2

        def without(kept=1):
            return os.cpu_count() - kept

        def passed_on(kept):
            count = without(kept)
            return count

        @lru_cache
        def half():
            return cpu_count() // 2

        def usable():
            try:
                return len(os.sched_getaffinity(0)) - 1
            except AttributeError:
                return os.cpu_count() - 1

        class Budget:
            kept = 1

            def __init__(self):
                self.jobs = without()

            @property
            def workers(self):
                return cpu_count() - self.kept

            @cached_property
            def slots(self):
                return cpu_count() - self.kept

            def less(self, count):
                return cpu_count() - count

        def main():
            budget = Budget()
            Pool(without())  # MP802
            Pool(without(kept=SPARE))  # MP802
            Pool(passed_on(1))  # MP802
            Pool(half())  # MP802
            Pool(usable())  # MP802
            Pool(budget.jobs)  # MP802
            Pool(budget.workers)  # MP802
            Pool(budget.slots)  # MP802
            Pool(budget.less(1))  # MP802

        if __name__ == "__main__":
            main()
        """,
    )


def test_functions_that_give_enough_or_whose_result_is_open(check: Check) -> None:
    check(
        "MP802",
        """
        import os
        from multiprocessing import Pool

        def without(kept=1):
            return os.cpu_count() - kept

        def at_least_one():
            return max(1, os.cpu_count() - 1)

        def corrected():
            count = os.cpu_count() - 1
            if count < 1:
                return 1
            return count

        def large_machines_only():
            if os.cpu_count() < 4:
                raise SystemExit("too small a machine")
            return os.cpu_count() - 2

        class Budget:
            @property
            def workers(self):
                return os.cpu_count() - 1 or 1

            def less(self, count):
                return os.cpu_count() - count

        def main(arguments):
            Pool(without(0))
            Pool(without(arguments.kept))
            Pool(without(*arguments.rest))
            Pool(at_least_one())
            Pool(corrected())
            Pool(large_machines_only())
            Pool(Budget().workers)
            Pool(Budget().less(0))
            count = without()
            if count > 0:
                Pool(count)

        if __name__ == "__main__":
            main(None)
        """,
    )


def test_the_number_that_another_file_gives(tmp_path: Path) -> None:
    files = {
        "machine.py": """
            import os

            KEPT = 1
            WORKERS = os.cpu_count() - KEPT
            PLENTY = os.cpu_count() + KEPT

            def workers(kept=KEPT):
                return os.cpu_count() - kept
            """,
        "main.py": """
            import multiprocessing as mp

            import machine
            from machine import PLENTY, WORKERS

            if __name__ == "__main__":
                mp.Pool(machine.workers())  # MP802
                mp.Pool(WORKERS)  # MP802
                mp.Pool(machine.WORKERS)  # MP802
                mp.Pool(machine.workers(0))
                mp.Pool(PLENTY)
            """,
    }
    check_files(tmp_path, files, "MP802")


def test_settings_that_somebody_else_changes(tmp_path: Path) -> None:
    files = {
        "settings.py": """
            import os
            concurrency = 0
            spare = os.cpu_count() - 1
            """,
        "main.py": """
            import multiprocessing as mp
            import settings

            def run():
                settings.spare = 4
                mp.Pool(settings.concurrency)
                mp.Pool(settings.spare)

            if __name__ == "__main__":
                run()
            """,
    }
    check_files(tmp_path, files, "MP802")


def test_pools_of_other_files(tmp_path: Path) -> None:
    files = {
        "runner.py": """
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import Pool

            class Runner:
                def __init__(self, workers):
                    self.executor = ProcessPoolExecutor(max_workers=workers)

            def run(items, workers=None):
                with Pool(workers) as pool:
                    return pool.map(abs, items)

            def run_some(items, workers):
                if workers < 1:
                    workers = 1
                with Pool(workers) as pool:
                    return pool.map(abs, items)
            """,
        "program.py": """
            import os
            from runner import Runner, run, run_some

            if __name__ == "__main__":
                run([1])
                run([1], os.cpu_count() - 1)  # MP802
                run([1], max(1, os.cpu_count() - 1))
                run_some([1], os.cpu_count() - 1)
                Runner(os.cpu_count() // 2)  # MP802
            """,
    }
    check_files(tmp_path, files, "MP802")
