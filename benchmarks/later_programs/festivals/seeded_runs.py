"""Repeat a noisy experiment under several seeds, which reach the code through the environment."""

import os
import random
import statistics
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager


@contextmanager
def environment(**values):
    """Set variables for a while, as the launcher of the cluster does for a whole job."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update({name: str(value) for name, value in values.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def rng_for(part):
    base = int(os.environ.get("RUN_SEED", "0"))
    return random.Random(base * 1000 + part)


def estimate(part, draws=2000):
    """Pi by throwing darts."""
    rng = rng_for(part)
    inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1.0 for _ in range(draws))
    return 4.0 * inside / draws


def run(seed, parts=4):
    with environment(RUN_SEED=seed):
        with ProcessPoolExecutor(max_workers=2) as executor:
            return statistics.fmean(executor.map(estimate, range(parts)))


def main():
    results = {seed: run(seed) for seed in (11, 12, 13)}
    for seed, value in results.items():
        print(f"seed {seed}: {value:.4f}")
    if len(set(results.values())) == 1:
        print("no spread at all")
    else:
        print("ok")


if __name__ == "__main__":
    main()
