"""What a readout module delivers."""

import random

from counters import TALLY

THRESHOLD = 0.8


def pulses(module, count=300):
    rng = random.Random(module)
    return (rng.random() for _ in range(count))


def read_module(module):
    for height in pulses(module):
        TALLY.add("muons" if height > THRESHOLD else "noise")
