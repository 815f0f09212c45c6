"""Ways to split rows."""


def kfold(rows, k):
    for fold in range(k):
        yield (
            [row for i, row in enumerate(rows) if i % k != fold],
            [row for i, row in enumerate(rows) if i % k == fold],
        )
