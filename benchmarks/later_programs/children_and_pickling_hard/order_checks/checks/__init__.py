from .errors import CheckFailed
from .rules import check_order, rule

__all__ = ["CheckFailed", "check_order", "rule"]
