from .registry import JOBS
from . import pnl, var

__all__ = ["JOBS", "pnl", "var"]
