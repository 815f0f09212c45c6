"""Markov chains for a gravitational-lens model, with one shared best fit."""
import argparse
import ctypes
import math
import multiprocessing
import random
from multiprocessing.pool import Pool

_best = _notes = None


def connect(best, notes):
    """Runs once in every worker."""
    global _best, _notes
    _best, _notes = best, notes


def misfit(mass, shear):
    return (mass - 1.7) ** 2 / 0.02 + (shear - 0.12) ** 2 / 0.003


def remember(chain, value):
    with _best.get_lock():
        if value >= _best.value:
            return False
        _best.value = value
    with _notes:
        print(f"chain {chain}: {value:.5f}", flush=True)
    return True


def walk(chain, steps, messages):
    rng = random.Random(chain * 101 + 7)
    mass, shear = rng.uniform(0.5, 3.0), rng.uniform(-0.3, 0.3)
    current = misfit(mass, shear)
    accepted = 0
    for _ in range(steps):
        trial = mass + rng.gauss(0, 0.1), shear + rng.gauss(0, 0.03)
        value = misfit(*trial)
        if value < current or rng.random() < math.exp((current - value) / 2):
            (mass, shear), current = trial, value
            accepted += 1
    messages.put((chain, remember(chain, current)))
    return mass, shear, accepted / steps


class ChainPool:
    """A pool whose workers know the best fit and the lock for printing."""

    def __init__(self, context, size):
        self.best = context.Value(ctypes.c_double, math.inf)
        self.pool: Pool = context.Pool(
            size, initializer=connect, initargs=(self.best, context.Lock()))

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.pool.close()
        else:
            self.pool.terminate()
        self.pool.join()

    def sample(self, chains, steps, messages):
        return self.pool.starmap(walk, [(c, steps, messages) for c in range(chains)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chains", type=int, default=6)
    parser.add_argument("--steps", type=int, default=500)
    options = parser.parse_args()

    context = multiprocessing.get_context()
    with context.Manager() as manager, ChainPool(context, 2) as farm:
        messages = manager.Queue()
        ends = farm.sample(options.chains, options.steps, messages)
        improved = sorted(c for c, better in (messages.get() for _ in ends) if better)
    print("improved by chains", *improved)
    print(f"best misfit {farm.best.value:.4f}, "
          f"mean mass {sum(m for m, _, _ in ends) / len(ends):.3f}")


if __name__ == "__main__":
    main()
