"""MP116 in other styles: what importing a module loads, and what is loaded where it is needed."""

from __future__ import annotations

import pytest

from mpcheck.findings import Confidence
from snippets import Check

REPORTED = {
    "a table": """
        import pandas as pd
        from multiprocessing import Pool
        table = pd.read_csv("table.csv")  # MP116
        def work(i):
            return table.iloc[i].sum()
        def main():
            with Pool() as pool:
                return pool.map(work, range(len(table)))
        """,
    "a model": """
        from concurrent.futures import ProcessPoolExecutor
        from transformers import AutoModel
        model = AutoModel.from_pretrained("small").eval()  # MP116
        def work(text):
            return model(text)
        def main(texts):
            with ProcessPoolExecutor() as executor:
                return list(executor.map(work, texts))
        """,
    "in an object": """
        import joblib
        import multiprocessing as mp
        class Model:
            def __init__(self):
                self.trees = joblib.load("trees.pkl")
            def predict(self, x):
                return self.trees.predict(x)
        MODEL = Model()  # MP116
        def work(x):
            return MODEL.predict(x)
        def main(xs):
            with mp.get_context("spawn").Pool() as pool:
                return pool.map(work, xs)
        """,
}

SILENT = {
    "mapped into memory": """
        import numpy as np
        from multiprocessing import Pool
        table = np.load("table.npy", mmap_mode="r")
        def work(i):
            return table[i].sum()
        def main():
            with Pool() as pool:
                return pool.map(work, range(len(table)))
        """,
    "fork": """
        import numpy as np
        import multiprocessing
        table = np.load("table.npy")
        def work(i):
            return table[i].sum()
        def main():
            with multiprocessing.get_context("fork").Pool() as pool:
                return pool.map(work, range(len(table)))
        """,
    "no worker imports this module": """
        import numpy as np
        from multiprocessing import Pool
        table = np.load("table.npy")
        def main():
            with Pool() as pool:
                return pool.map(sum, table)
        """,
    "threads": """
        import pickle
        from multiprocessing.pool import ThreadPool
        table = pickle.load(open("table", "rb"))
        def work(i):
            return table[i]
        def main():
            with ThreadPool() as pool:
                return pool.map(work, range(len(table)))
        """,
    "in the function": """
        import torch
        from multiprocessing import Process
        def work(path):
            torch.load(path)
        def main(path):
            Process(target=work, args=(path,)).start()
        """,
}


@pytest.mark.parametrize("source", REPORTED.values(), ids=REPORTED)
def test_reported(check: Check, source: str) -> None:
    (finding,) = check("MP116", source)
    assert finding.confidence is Confidence.LOW
    assert "fork" not in {target.start_method for target in finding.breaks_when}


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_silent(check: Check, source: str) -> None:
    check("MP116", source)
