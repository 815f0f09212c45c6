from .graph import Graph
from .errors import StepFailed
from .engine import Engine

__all__ = ["Engine", "Graph", "StepFailed"]
