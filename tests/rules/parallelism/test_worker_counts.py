"""MP802 and MP803: numbers of workers that are made from the number of processors."""

from __future__ import annotations

from snippets import Check


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
