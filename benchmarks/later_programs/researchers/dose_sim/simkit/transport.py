import math
import random

from .phantom import Phantom


def run_histories(phantom: Phantom, histories: int, seed: int, bins: int = 10):
    """Return the number of interactions in each depth bin."""
    rng = random.Random(seed)
    tally = [0] * bins
    for _ in range(histories):
        depth = -math.log(1.0 - rng.random()) / phantom.mu
        if depth < phantom.thickness:
            tally[phantom.depth_bin(depth, bins)] += 1
    return tally
