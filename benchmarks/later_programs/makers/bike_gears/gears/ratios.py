import math
from functools import lru_cache, singledispatch, wraps

from .tools import Registered, measured, rounded

report = Registered()
WHEEL = 2.1


@lru_cache(maxsize=None)
def development(ring, sprocket):
    """Metres per turn of the crank."""
    return ring / sprocket * WHEEL


@measured
@rounded(2)
def spread(gears):
    ways = sorted(development(ring, sprocket) for ring, sprocket in gears)
    return ways[-1] / ways[0]


@report
def steps(gears):
    ways = sorted(development(ring, sprocket) for ring, sprocket in gears)
    return [round(b / a, 2) for a, b in zip(ways, ways[1:])]


@singledispatch
def gear_name(gear):
    return str(gear)


@gear_name.register
def _(gear: tuple):
    return "x".join(map(str, gear))


def speed(gears):
    return max(development(*gear) for gear in gears) * 90 / 60


def _in_kmh(function):
    @wraps(function)
    def kmh(gears):
        return function(gears) * 3.6

    return kmh


speed = _in_kmh(speed)


def logged(function):
    def chatty(*args):
        print(function.__name__, "of", *args)
        return function(*args)

    return chatty


@logged
def best_cadence(speed_kmh, way):
    return math.floor(speed_kmh / 3.6 / way * 60)
