"""Distances between strings."""

from caching import memoize


@memoize
def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def similar(pairs, limit):
    return [pair for pair, distance in pairs if distance <= limit]
