from .base import Board
from .sightings import SightingBoard, observe

__all__ = ["Board", "SightingBoard", "observe"]
