"""Metropolis updates of the square Ising model, and the pool that runs them."""
import math
import multiprocessing as mp
import random
from contextlib import contextmanager


@contextmanager
def worker_pool(size):
    """Processes that share nothing with the caller, joined on the way out."""
    mp.set_start_method("spawn")
    pool = mp.Pool(size)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


def neighbours(spins, side, i, j):
    return (spins[(i - 1) % side][j] + spins[(i + 1) % side][j]
            + spins[i][(j - 1) % side] + spins[i][(j + 1) % side])


def magnetisation(job):
    """Mean absolute magnetisation per spin at one temperature."""
    temperature, side, sweeps, seed = job
    rng = random.Random(seed)
    spins = [[1] * side for _ in range(side)]
    total, samples = 0.0, 0
    for sweep in range(sweeps):
        for _ in range(side * side):
            i, j = rng.randrange(side), rng.randrange(side)
            cost = 2 * spins[i][j] * neighbours(spins, side, i, j)
            if cost <= 0 or rng.random() < math.exp(-cost / temperature):
                spins[i][j] = -spins[i][j]
        if sweep >= sweeps // 2:
            total += abs(sum(map(sum, spins))) / side ** 2
            samples += 1
    return temperature, total / samples
