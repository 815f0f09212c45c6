"""The tables of all harbours, ready for look-up."""

import math

from compute import in_parallel

CONSTITUENTS = {"M2": 12.42, "S2": 12.0, "N2": 12.66}
AMPLITUDES = {
    "Brest": {"M2": 2.05, "S2": 0.75, "N2": 0.42},
    "Cuxhaven": {"M2": 1.34, "S2": 0.34, "N2": 0.21},
}


def height(harbour, hour):
    return sum(
        amplitude * math.cos(2 * math.pi * hour / CONSTITUENTS[name]) for name, amplitude in AMPLITUDES[harbour].items()
    )


def day(harbour):
    return [height(harbour, hour) for hour in range(24)]


HEIGHTS = dict(zip(AMPLITUDES, in_parallel(day, AMPLITUDES)))
