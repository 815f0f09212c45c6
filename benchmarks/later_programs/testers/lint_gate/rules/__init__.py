from .compiled import PATTERNS

__all__ = ["PATTERNS"]
