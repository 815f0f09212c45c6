import math

from rig import Rig


def profile(distance, speed, acceleration):
    """Duration of a trapezoidal (or triangular) move."""
    ramp = speed / acceleration
    if speed * ramp >= distance:
        return 2.0 * math.sqrt(distance / acceleration)
    return 2.0 * ramp + (distance - speed * ramp) / speed


class Candidate:
    """One combination of speed and acceleration that is to be judged on a rig."""

    def __init__(self, rig: Rig, scale: float, acceleration: float):
        self.rig = rig
        self.scale = scale
        self.acceleration = acceleration

    def __str__(self):
        return f"{self.scale:.2f}x @ {self.acceleration:.1f} m/s2"


def score(candidate):
    if candidate.rig.halt.is_set():
        return None
    moves = [
        profile(axis.reach, axis.max_speed * candidate.scale, candidate.acceleration)
        for axis in candidate.rig.axes
    ]
    return max(moves)
