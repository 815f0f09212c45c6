"""Tolerance analysis of an RC ladder filter."""
from .cases import CORNERS, run_corner

__all__ = ["CORNERS", "run_corner"]
