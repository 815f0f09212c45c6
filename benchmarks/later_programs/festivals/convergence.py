"""Fit a line by gradient descent on several folds; some step sizes diverge."""

import math
import multiprocessing as mp


class TrainingError(Exception):
    """Anything that ends a training early."""

    def __init__(self, message):
        super().__init__(message)


class Diverged(TrainingError):
    def __init__(self, step, loss):
        super().__init__(f"loss {loss} after {step} steps")
        self.step = step
        self.loss = loss


def check(step, loss, limit=1e12):
    if math.isnan(loss) or loss > limit:
        raise Diverged(step, loss)


def descend(points, rate, steps=400):
    slope = 0.0
    for step in range(steps):
        gradient = sum(2.0 * x * (slope * x - y) for x, y in points) / len(points)
        slope -= rate * gradient
        check(step, sum((slope * x - y) ** 2 for x, y in points))
    return slope


def fit_fold(task):
    fold, rate = task
    points = [(float(i), 2.0 * i) for i in range(1, 30) if i % 3 != fold]
    return fold, descend(points, rate)


def main():
    tasks = [(fold, rate) for fold in range(3) for rate in (0.0005, 0.05)]
    with mp.Pool(2) as pool:
        try:
            for fold, slope in pool.imap(fit_fold, tasks):
                print(f"fold {fold}: slope {slope:.3f}")
        except TrainingError as error:
            print(f"stopped: {error}")
    print("ok")


if __name__ == "__main__":
    main()
