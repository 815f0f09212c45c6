from functools import reduce


def row_step(a, previous, pair):
    i, cb = pair
    row = [i + 1]
    for j, ca in enumerate(a):
        row.append(min(previous[j + 1] + 1, row[j] + 1, previous[j] + (ca != cb)))
    return row


def levenshtein(a, b):
    return reduce(lambda prev, pair: row_step(a, prev, pair), enumerate(b), list(range(len(a) + 1)))[-1]


def near(target, radius, word):
    return levenshtein(target, word) <= radius
