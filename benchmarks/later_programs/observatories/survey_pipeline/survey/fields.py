"""One field."""

from survey import settings


def sources_in(field):
    """How many sources of ``field`` are brighter than the depth chosen."""
    return sum(1 for number in range(40) if number % len(field) + number / 2 < settings.current.depth)
