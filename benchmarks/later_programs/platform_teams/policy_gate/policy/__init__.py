from .engine import evaluate
from .errors import PolicyViolation

__all__ = ["PolicyViolation", "evaluate"]
