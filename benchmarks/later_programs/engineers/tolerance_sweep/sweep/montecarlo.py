"""Monte Carlo engine: many seeded draws of one corner."""
import math
import random
from functools import partial
from multiprocessing.pool import Pool


def cutoff(seed, r_nominal, c_nominal, spread):
    rng = random.Random(seed)
    r = r_nominal * (1 + rng.uniform(-spread, spread))
    c = c_nominal * (1 + rng.uniform(-spread, spread))
    return 1.0 / (2 * math.pi * r * c)


def distribution(r_nominal, c_nominal, spread, draws, workers=2):
    draw = partial(cutoff, r_nominal=r_nominal, c_nominal=c_nominal, spread=spread)
    with Pool(workers) as pool:
        return sorted(pool.map(draw, range(draws), chunksize=25))
