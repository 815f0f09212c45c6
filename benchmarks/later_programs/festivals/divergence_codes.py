"""Errors of a training that the parent gets as they were raised."""

import multiprocessing as mp


class TrainingError(Exception):
    """Its arguments are those of the class."""

    def __init__(self, fold, message="failed"):
        super().__init__(fold, message)
        self.fold = fold

    def __str__(self):
        return f"fold {self.args[0]}: {self.args[1]}"


class Exploded(TrainingError):
    def __init__(self, fold, loss):
        super().__init__(fold, f"loss {loss:g}")
        self.loss = loss

    def __reduce__(self):
        return Exploded, (self.fold, self.loss)


class Starved(TrainingError):
    """Too few rows."""


def train(fold):
    if fold == 1:
        raise Exploded(fold, 1e30)
    if fold == 2:
        raise Starved(fold, "3 rows")
    return fold * 0.5


def outcome(result):
    try:
        return result.get(timeout=60)
    except Exploded as error:
        return f"{error} ({error.loss:g})"
    except TrainingError as error:
        return str(error)


def main():
    with mp.Pool(2) as pool:
        waiting = [pool.apply_async(train, (fold,)) for fold in range(4)]
        outcomes = [outcome(result) for result in waiting]
    assert outcomes == [0.0, "fold 1: loss 1e+30 (1e+30)", "fold 2: 3 rows", 1.5], outcomes
    print("ok")


if __name__ == "__main__":
    main()
