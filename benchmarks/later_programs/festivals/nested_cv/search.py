"""Grid search over folds, like the one of the big library but smaller."""

from concurrent.futures import ProcessPoolExecutor
from itertools import product

from folds import kfold
from knn import accuracy


def _score(task):
    train, test, params = task
    return accuracy(train, test, **params)


class GridSearch:
    def __init__(self, grid, folds=3, n_jobs=1):
        self.grid = [dict(zip(grid, values)) for values in product(*grid.values())]
        self.folds = folds
        self.n_jobs = n_jobs

    def best(self, rows):
        scored = []
        for params in self.grid:
            tasks = [(train, test, params) for train, test in kfold(rows, self.folds)]
            scored.append((sum(self._all_scores(tasks)) / len(tasks), params))
        return max(scored, key=lambda pair: pair[0])[1]

    def _all_scores(self, tasks):
        if self.n_jobs == 1:
            return [_score(task) for task in tasks]
        with ProcessPoolExecutor(self.n_jobs) as executor:
            return list(executor.map(_score, tasks))
