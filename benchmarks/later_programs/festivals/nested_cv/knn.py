"""Nearest neighbours on one feature."""


def accuracy(train, test, k):
    hits = 0
    for x, label in test:
        near = sorted(train, key=lambda row: abs(row[0] - x))[:k]
        votes = sum(1 if other else -1 for _, other in near)
        hits += (votes > 0) == label
    return hits / len(test)
