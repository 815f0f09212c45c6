"""The forecaster protocol, and validation for all of them."""
from __future__ import annotations

from multiprocessing import Pool
from typing import List, Sequence, Tuple

Series = Sequence[float]


class Forecaster:
    """Subclasses implement `predict`; everything else is inherited."""

    horizon = 2
    folds = 3

    def predict(self, history: Series) -> List[float]:
        raise NotImplementedError

    def error(self, split: Tuple[Series, Series]) -> float:
        history, future = split
        guesses = self.predict(history)
        return sum(abs(a - b) for a, b in zip(guesses, future)) / len(future)

    def splits(self, series: Series) -> List[Tuple[Series, Series]]:
        ends = [len(series) - self.horizon * back for back in range(self.folds, 0, -1)]
        return [(series[:end], series[end:end + self.horizon]) for end in ends]

    def validate(self, series: Series) -> float:
        with Pool(self.folds) as pool:
            errors = pool.map(self.error, self.splits(series))
        return sum(errors) / len(errors)
