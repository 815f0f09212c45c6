"""Strongest lines of a block."""
import heapq

from tables import lines


def strongest(block, keep=5):
    first, last = block
    best = []
    matching = 0
    for expected, line in enumerate(lines(first, last), first):
        matching += line.number == expected
        entry = (line.intensity, line.energy, line.nuclide)
        if len(best) < keep:
            heapq.heappush(best, entry)
        else:
            heapq.heappushpop(best, entry)
    return best, last - first - matching
