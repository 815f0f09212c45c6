"""Random walks of dust particles, with numpy for the plume and random for the emission."""
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool

import numpy as np

from plume import Source, new_generator, spread_plume

SEED = 731


def emission(task):
    base, hour = task
    rng = random.Random(base + hour)
    return [round(rng.expovariate(1 / 40), 3) for _ in range(5)]


def gusts(hours):
    rng = new_generator()
    return rng.weibull(2.0, size=hours) * 6


def walk(sources, seed):
    children = np.random.SeedSequence(seed).spawn(len(sources))
    with ProcessPoolExecutor(max_workers=2) as executor:
        return list(executor.map(spread_plume, sources, children))


def main():
    sources = [Source("quarry", 0.0, 0.0), Source("road", 3.0, 1.0), Source("field", -2.0, 4.0)]
    plumes = walk(sources, SEED)
    again = walk(sources, SEED)
    with Pool(2) as pool:
        emitted = pool.map(emission, [(SEED, hour) for hour in range(6)])
        wind = pool.map(gusts, [24, 24, 24])
    offsets = [plume - source.position for plume, source in zip(plumes, sources)]
    assert not np.allclose(offsets[0], offsets[1])
    assert all((a == b).all() for a, b in zip(plumes, again))
    assert len({tuple(e) for e in emitted}) == 6
    assert len({w.sum() for w in wind}) == 3
    print(f"{len(plumes)} plumes, all different and repeatable; {len(emitted)} hours of emission")
    print("ok")


if __name__ == "__main__":
    main()
