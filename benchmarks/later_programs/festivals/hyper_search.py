"""Try hyperparameters in parallel and keep the best."""

import itertools
import time
from multiprocessing import Pool


def grid(**axes):
    """All combinations, as dicts."""
    names = list(axes)
    return [dict(zip(names, values)) for values in itertools.product(*axes.values())]


def loss(params):
    """Bigger models take longer; depth 3 with width 16 would be best."""
    time.sleep(0.05 * (5 - params["depth"]))
    return abs(params["depth"] - 3) + abs(params["width"] - 16) / 8


class Search:
    def __init__(self, objective, workers=4):
        self.objective = objective
        self.workers = workers

    def losses(self, pool, candidates):
        """Scores as they come in, so that the log moves."""
        for score in pool.imap_unordered(self.objective, candidates):
            print(f"  {score:.2f}")
            yield score

    def run(self, candidates):
        table = []
        with Pool(self.workers) as pool:
            for params, score in zip(candidates, self.losses(pool, candidates)):
                table.append((score, params))
        return min(table, key=lambda row: row[0])


def main():
    score, params = Search(loss).run(grid(depth=[1, 2, 3, 4], width=[8, 16]))
    if params == {"depth": 3, "width": 16}:
        print("ok")
    else:
        print(f"chose {params} with loss {score:.2f}")


if __name__ == "__main__":
    main()
