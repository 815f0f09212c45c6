"""Photographs in traps."""

TRAPS = {"orchard": 8, "heath": 12, "pond": 5}


def features(trap, number):
    return [hash((number, index)) % 255 for index in range(2500)]


def identify_all(queue, trap, photographs):
    for number in range(photographs):
        queue.put((trap, features(trap, number)))
