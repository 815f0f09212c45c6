"""Background subtraction and band areas for gel lanes."""
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from typing import NamedTuple


class Lane(NamedTuple):
    label: str
    profile: tuple


class Band(NamedTuple):
    label: str
    area: float
    peak: int


def quantify(lane):
    baseline = median(lane.profile)
    lifted = [max(0.0, v - baseline) for v in lane.profile]
    peak = max(range(len(lifted)), key=lifted.__getitem__)
    left = right = peak
    while left > 0 and lifted[left - 1] > 0:
        left -= 1
    while right < len(lifted) - 1 and lifted[right + 1] > 0:
        right += 1
    return Band(lane.label, sum(lifted[left:right + 1]), peak)


def quantify_all(lanes, workers=2):
    with ProcessPoolExecutor(workers) as executor:
        return list(executor.map(quantify, lanes))
