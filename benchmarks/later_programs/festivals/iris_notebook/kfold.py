"""Folds and their scores."""


def split(rows, k, fold):
    train = [row for i, row in enumerate(rows) if i % k != fold]
    test = [row for i, row in enumerate(rows) if i % k == fold]
    return train, test


def centroids(rows):
    sums = {}
    for length, width, name in rows:
        a, b, n = sums.get(name, (0.0, 0.0, 0))
        sums[name] = (a + length, b + width, n + 1)
    return {name: (a / n, b / n) for name, (a, b, n) in sums.items()}


def score(task):
    rows, k, fold = task
    train, test = split(rows, k, fold)
    middle = centroids(train)
    hits = 0
    for length, width, name in test:
        guess = min(middle, key=lambda c: (middle[c][0] - length) ** 2 + (middle[c][1] - width) ** 2)
        hits += guess == name
    return hits / len(test)
