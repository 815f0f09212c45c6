"""Particles absorbed in a slab, counted by several workers in one tally."""
import math
from multiprocessing import get_context
from random import Random


class Tally:
    def __init__(self, ctx):
        self.absorbed = ctx.Value("q", 0)
        self.batches = ctx.Value("q", 0)

    def fraction(self, particles):
        return self.absorbed.value / particles


_tally = None


def attach(tally):
    global _tally
    _tally = tally


def history(rng, thickness, absorption):
    """Number of absorptions (0 or 1) of one particle's random walk."""
    x, mu = 0.0, 1.0
    while True:
        x += -math.log(1.0 - rng.random()) * mu
        if not 0.0 <= x <= thickness:
            return 0
        if rng.random() < absorption:
            return 1
        mu = rng.uniform(-1.0, 1.0)


def absorbed_in_batch(seed, particles):
    rng = Random(seed)
    return sum(history(rng, 3.0, 0.3) for _ in range(particles))


def transport(seed, particles):
    _tally.absorbed.value += absorbed_in_batch(seed, particles)
    with _tally.batches.get_lock():
        _tally.batches.value += 1


def main():
    ctx = get_context()
    tally = Tally(ctx)
    batches = [(100 + i, 400) for i in range(60)]
    with ctx.Pool(3, initializer=attach, initargs=(tally,)) as pool:
        pool.starmap(transport, batches, chunksize=1)
    expected = sum(absorbed_in_batch(*batch) for batch in batches)
    particles = sum(n for _, n in batches)
    print(f"{tally.batches.value} batches, absorbed fraction {tally.fraction(particles):.4f}")
    print("ok" if tally.absorbed.value == expected else "wrong")


if __name__ == "__main__":
    main()
