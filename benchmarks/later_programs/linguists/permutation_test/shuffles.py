import random
from statistics import mean


def streams(seed, n):
    """n seeds derived from one."""
    return (f"{seed}/{i}" for i in range(n))


def difference(left, right):
    return mean(left) - mean(right)


def shuffled_difference(left, right, seed):
    rng = random.Random(seed)
    together = [*left, *right]
    rng.shuffle(together)
    return difference(together[: len(left)], together[len(left):])
