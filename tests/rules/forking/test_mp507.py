from __future__ import annotations

from pathlib import Path

import pytest

from mpcheck.findings import Confidence
from snippets import Check, check_files

REPORTED = {
    "lazy frames that are collected, by helpers": """
        import polars
        from concurrent.futures import ProcessPoolExecutor

        def load(path):
            return polars.scan_csv(path).collect()

        def work(path):
            return load(path).height

        def main(paths):
            first = load(paths[0])
            with ProcessPoolExecutor() as executor:
                print(first, list(executor.map(work, paths)))  # MP507
        """,
    "a device": """
        import torch
        from multiprocessing import Process

        def train(rank):
            torch.cuda.set_device(rank)

        if __name__ == "__main__":
            torch.cuda.init()
            for rank in range(2):
                worker = Process(target=train, args=(rank,))
                worker.start()  # MP507
        """,
    "arrays of JAX": """
        import jax.numpy as jnp
        import multiprocessing as mp

        def work(n):
            return float(jnp.ones(n).sum())

        if __name__ == "__main__":
            print(jnp.zeros(3))
            with mp.Pool() as pool:  # MP507
                print(pool.map(work, [1, 2]))
        """,
}

SILENT = {
    "asked only whether there is a device": """
        import torch
        from multiprocessing import Process

        def train():
            torch.cuda.set_device(0)

        if __name__ == "__main__":
            print(torch.cuda.is_available(), torch.cuda.device_count())
            worker = Process(target=train)
            worker.start()
        """,
    "spawn of torch": """
        import torch
        import torch.multiprocessing as mp

        def train(rank):
            torch.cuda.set_device(rank)

        if __name__ == "__main__":
            torch.cuda.init()
            mp.spawn(train, nprocs=2)
        """,
    "used by the parent after the workers are gone": """
        import polars as pl
        from multiprocessing import Pool

        def work(path):
            return pl.read_csv(path).height

        def main(paths):
            with Pool() as pool:
                heights = pool.map(work, paths)
            print(pl.DataFrame({"height": heights}).sort("height"))
        """,
    "a query that is only written down": """
        import polars as pl
        from multiprocessing import Pool

        query = pl.scan_csv("table.csv").filter(pl.col("a") > 1).select("a")

        def work(path):
            return query.collect().height

        if __name__ == "__main__":
            with Pool() as pool:
                print(pool.map(work, range(3)))
        """,
    "another library": """
        import pandas as pd
        from multiprocessing import Pool

        def work(path):
            return pd.read_csv(path)

        if __name__ == "__main__":
            print(pd.read_csv("a"))
            with Pool() as pool:
                print(pool.map(work, ["b"]))
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_libraries_used_on_both_sides_of_a_fork_are_reported(check: Check, source: str) -> None:
    (finding,) = check("MP507", source)
    assert finding.confidence is Confidence.MEDIUM
    assert {target.start_method for target in finding.breaks_when} == {"fork"}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_libraries_that_have_started_nothing_are_not(check: Check, source: str) -> None:
    check("MP507", source)


def test_another_file_uses_the_library_when_it_is_imported(tmp_path: Path) -> None:
    data = """
        import polars

        {table}

        def part(number):
            return polars.read_csv("a.csv").filter(polars.col("n") == number).height
        """
    program = """
        from multiprocessing import get_context
        from data import part

        if __name__ == "__main__":
            with get_context("fork").Pool(2) as pool:{mark}
                pool.map(part, [1, 2])
        """
    guarded = 'if __name__ == "__main__":\n            print(polars.read_csv("a.csv"))'
    for table, mark in (('table = polars.read_csv("a.csv")', "  # MP507"), (guarded, "")):
        files = {"data.py": data.format(table=table), "program.py": program.format(mark=mark)}
        check_files(tmp_path / table[:2], files, "MP507")


def test_functions_of_another_file_use_it_on_both_sides(tmp_path: Path) -> None:
    gpu = """
        import torch

        def warm():
            torch.cuda.synchronize()

        def compute(number):
            torch.cuda.set_device(0)
        """
    program = """
        from multiprocessing import get_context
        import gpu

        if __name__ == "__main__":
            {first}
            with get_context("fork").Pool(2) as pool:{mark}
                pool.map(gpu.compute, [1, 2])
            {last}
        """
    for first, last, mark in (("gpu.warm()", "pass", "  # MP507"), ("pass", "gpu.warm()", "")):
        files = {"gpu.py": gpu, "program.py": program.format(first=first, last=last, mark=mark)}
        check_files(tmp_path / first[:3], files, "MP507")
