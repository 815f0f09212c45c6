"""Cue sheets for the school theatre."""
from typing import NamedTuple


class Cue(NamedTuple):
    at: float
    channel: int
    level: int


ACT_ONE = [Cue(0.0, 1, 80), Cue(0.05, 2, 40), Cue(0.1, 1, 0)]
ACT_TWO = [Cue(0.0, 3, 100), Cue(0.04, 4, 100), Cue(0.08, 3, 20)]
