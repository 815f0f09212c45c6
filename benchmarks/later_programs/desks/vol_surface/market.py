"""Surfaces of the day, read once."""
import math
from typing import Dict, Tuple

Smile = Tuple[float, float, float]
_surfaces: Dict[str, Smile] = {}


def load(day: str) -> None:
    shift = (sum(map(ord, day)) % 17) / 1000.0
    _surfaces.update(
        {
            "SPX": (0.16 + shift, -0.35, 0.8),
            "SX5E": (0.19 + shift, -0.28, 0.6),
            "NKY": (0.21 + shift, -0.22, 0.5),
        }
    )


def vol(index: str, moneyness: float) -> float:
    level, skew, curvature = _surfaces[index]
    x = math.log(moneyness)
    return level * (1.0 + skew * x + curvature * x * x)


def indices() -> Tuple[str, ...]:
    return tuple(_surfaces)
