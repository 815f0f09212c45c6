from concurrent.futures import ProcessPoolExecutor
from functools import partial


def stars(zone, seed):
    return [zone * 10 + (n * seed) % 97 / 9.7 for n in range(60)]


def match_zone(tolerance, zone):
    second = sorted(stars(zone, 31))
    return sum(any(abs(a - b) < tolerance / 100 for b in second) for a in stars(zone, 17))


def match_all(settings):
    match = partial(match_zone, settings.tolerance)
    with ProcessPoolExecutor(settings.workers) as executor:
        return sum(executor.map(match, range(settings.zones), chunksize=12))
