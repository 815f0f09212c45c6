"""Evaluate one process corner; the draws of a corner run in parallel."""
from .draws import yield_of


def evaluate(corner):
    name, spread = corner
    return name, yield_of(spread, count=80, tolerance=0.02)
