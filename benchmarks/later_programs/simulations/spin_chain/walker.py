"""Metropolis sampling of a periodic one-dimensional Ising chain."""
import math
from random import Random

SEED = 90210


def flip_cost(spins, site):
    left = spins[site - 1]
    right = spins[(site + 1) % len(spins)]
    return 2.0 * spins[site] * (left + right)


def sweep(spins, beta, rng):
    for _ in range(len(spins)):
        site = rng.randrange(len(spins))
        cost = flip_cost(spins, site)
        if cost <= 0 or rng.random() < math.exp(-beta * cost):
            spins[site] = -spins[site]


def magnetisation_trace(sites, sweeps, beta, replica):
    rng = Random(SEED)
    spins = [rng.choice((-1, 1)) for _ in range(sites)]
    trace = []
    for _ in range(sweeps):
        sweep(spins, beta, rng)
        trace.append(sum(spins) / sites)
    return replica, trace
