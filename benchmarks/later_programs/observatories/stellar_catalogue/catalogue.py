"""The catalogue, by zones of declination."""

from settings import settings

ZONES = tuple(range(-60, 61, 20))


def stars_of(zone):
    """Yields the magnitudes of the stars of ``zone``."""
    for number in range(12):
        yield abs(zone) / 100 + number


def is_wanted(magnitude):
    return magnitude <= settings.faintest


def select(zone):
    return sum(1 for magnitude in stars_of(zone) if is_wanted(magnitude))
