"""Toy air showers."""
from .cascade import Particle, Shower, develop
from .report import Table

__all__ = ["Particle", "Shower", "Table", "develop"]
