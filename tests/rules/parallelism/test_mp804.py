"""MP804: threads of libraries in several workers."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets import Check, check_files


def test_through_functions_aliases_and_contexts(check: Check) -> None:
    check(
        "MP804",
        """
        import multiprocessing as mp
        from concurrent.futures import ProcessPoolExecutor as Executor
        from numpy.linalg import solve
        from scipy import linalg as la
        import torch

        def inner(table):
            return solve(table, table)  # MP804

        def work(table):
            return inner(table)

        def factor(table):
            la.svd(table)  # MP804
            return la.qr(table)

        class Layer:
            def forward(self, x):
                return torch.nn.functional.linear(x, x)  # MP804

        def main(context, items):
            with mp.get_context("spawn").Pool() as pool, Executor() as executor:
                pool.map(work, items)
                executor.submit(factor, items[0]).result()
                pool.map(Layer().forward, items)
        """,
    )


def test_processes_started_in_a_loop(check: Check) -> None:
    check(
        "MP804",
        """
        from multiprocessing import Process
        import numpy as np

        def many(n):
            return np.dot(n, n)  # MP804

        def single(n):
            return np.dot(n, n)

        if __name__ == "__main__":
            for n in range(4):
                Process(target=many, args=(n,)).start()
            Process(target=single, args=(1,)).start()
        """,
    )


def test_jobs_of_scikit_learn(check: Check) -> None:
    check(
        "MP804",
        """
        from concurrent.futures import ProcessPoolExecutor
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.model_selection import cross_val_score

        def fit(x):
            return RandomForestClassifier(n_jobs=-1).fit(x)  # MP804

        def score(x):
            return cross_val_score(RandomForestClassifier(n_jobs=1), x, n_jobs=None)

        if __name__ == "__main__":
            with ProcessPoolExecutor() as executor:
                executor.submit(fit, 1).result()
                executor.submit(score, 1).result()
        """,
    )


def test_silent_where_the_library_or_the_runner_limits_threads(check: Check) -> None:
    check(
        "MP804",
        """
        from multiprocessing import Pool
        import torch
        from joblib import Parallel, delayed
        from loky import get_reusable_executor

        def work(x):
            return torch.mm(x, x)

        def main(xs):
            torch.mm(xs[0], xs[0])
            get_reusable_executor(4).submit(work, xs[0]).result()
            return Parallel(4)(delayed(work)(x) for x in xs)
        """,
    )
    check(
        "MP804",
        """
        from multiprocessing import Pool
        import torch

        def set_up():
            torch.set_num_threads(1)

        def work(x):
            return torch.mm(x, x)

        if __name__ == "__main__":
            with Pool(4, set_up) as pool:
                pool.map(work, [1, 2])
        """,
    )


WORK = """
    {first}
    import numpy as np

    def work(size):
        return np.linalg.inv(np.eye(size)).sum()  # {mark}
    """


@pytest.mark.parametrize(("first", "mark"), [("import os", "MP804"), ("import limits", "fine")])
def test_a_worker_of_another_file_and_the_limit_in_a_third(tmp_path: Path, first: str, mark: str) -> None:
    files = {
        "work.py": WORK.format(first=first, mark=mark),
        "limits.py": """
            import os

            os.environ["OMP_NUM_THREADS"] = "1"
            """,
        "program.py": """
            from concurrent.futures import ProcessPoolExecutor
            from work import work

            if __name__ == "__main__":
                with ProcessPoolExecutor(4) as executor:
                    print(list(executor.map(work, [3, 4])))
            """,
    }
    check_files(tmp_path, files, "MP804", level="pedantic")
