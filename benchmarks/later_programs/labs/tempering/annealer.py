"""Simulated annealing of the travelling-salesman tour of a ring of stations."""
import math
import random


def tour_length(points, order):
    return sum(math.dist(points[a], points[b]) for a, b in zip(order, order[1:] + order[:1]))


def stations(count, seed):
    rng = random.Random(seed)
    return [(rng.random(), rng.random()) for _ in range(count)]


def anneal(job):
    seed, points, steps = job
    rng = random.Random(seed)
    order = list(range(len(points)))
    length = best = tour_length(points, order)
    for step in range(steps):
        temperature = 0.5 * (1 - step / steps) + 1e-6
        i, j = sorted(rng.sample(range(len(points)), 2))
        trial = order[:i] + order[i:j + 1][::-1] + order[j + 1:]
        cost = tour_length(points, trial)
        if cost < length or rng.random() < math.exp((length - cost) / temperature):
            order, length = trial, cost
            best = min(best, length)
    return seed, best
