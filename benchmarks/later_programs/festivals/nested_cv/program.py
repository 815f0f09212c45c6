"""Nested cross validation: the inner search chooses k, the outer folds judge the choice."""

import multiprocessing
import random

from folds import kfold
from knn import accuracy
from search import GridSearch


def sample(count, seed=5):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        label = rng.random() < 0.5
        rows.append((rng.gauss(1.0 if label else -1.0, 1.0), label))
    return rows


def outer_fold(split):
    train, test = split
    params = GridSearch({"k": (1, 3, 5)}, n_jobs=2).best(train)
    return params["k"], accuracy(train, test, **params)


def main():
    rows = sample(90)
    with multiprocessing.Pool(3) as pool:
        results = pool.map(outer_fold, kfold(rows, 3))
    for k, score in results:
        print(f"k={k}: {score:.2f}")
    print("ok")


if __name__ == "__main__":
    main()
