import multiprocessing

from .model import Line, Section
from .planner import Planner

multiprocessing.set_start_method("spawn")

__all__ = ["Line", "Planner", "Section"]
