"""What the session was started with; one per process."""
from typing import NamedTuple


class Settings(NamedTuple):
    target: float
    ceiling: float


def begin(target, ceiling):
    global _settings
    _settings = Settings(target, ceiling)


def current():
    return _settings
