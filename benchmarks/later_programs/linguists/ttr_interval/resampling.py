import random
from statistics import mean
from typing import Callable, Sequence

SEED = 1913


def resample(tokens: Sequence[str]) -> list:
    rng = random.Random(SEED)
    return rng.choices(tokens, k=len(tokens))


def replicate(statistic: Callable, tokens: Sequence[str]) -> float:
    return statistic(resample(tokens))


def interval(values, level=0.9):
    ranked = sorted(values)
    cut = int(len(ranked) * (1 - level) / 2)
    return ranked[cut], mean(ranked), ranked[-cut - 1]
