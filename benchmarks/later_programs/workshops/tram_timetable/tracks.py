from functools import lru_cache

from tools import retried

SPEED = {"city": 18.0, "suburb": 32.0}


@retried(times=2)
def minutes(kilometres, zone):
    if kilometres < 0:
        raise OSError("no such track")
    return kilometres / speed(zone) * 60


@lru_cache(maxsize=None)
def speed(zone):
    return SPEED[zone]


def waiting(headway):
    return headway / 2
