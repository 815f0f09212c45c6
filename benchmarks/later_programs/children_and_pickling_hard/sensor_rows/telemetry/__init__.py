from .parsing import parse_line
from .records import Reading

__all__ = ["Reading", "parse_line"]
