from .brakes import BrakeTest
from .cut import Cut

__all__ = ["BrakeTest", "Cut"]
