"""Seeded draws of a Sallen-Key section."""
import math
import random
from multiprocessing import Pool


def quality_factor(case):
    index, spread = case
    rng = random.Random(1000 + index)
    r1, r2, c1, c2 = (1.0 + rng.uniform(-spread, spread) for _ in range(4))
    return math.sqrt(r1 * r2 * c1 * c2) / (c2 * (r1 + r2))


def yield_of(spread, count, tolerance):
    cases = [(index, spread) for index in range(count)]
    with Pool(2) as pool:
        factors = pool.map(quality_factor, cases, chunksize=20)
    return sum(abs(q - 0.5) <= tolerance for q in factors) / count
