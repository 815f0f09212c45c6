"""rulekit: declare rules, check documents against them."""
from .engine import Rulebook, check
from .errors import RuleError, Unreadable, Violation

__all__ = ["Rulebook", "RuleError", "Unreadable", "Violation", "check"]
