from .grid import Grid
from .runner import run_grid

__all__ = ["Grid", "run_grid"]
