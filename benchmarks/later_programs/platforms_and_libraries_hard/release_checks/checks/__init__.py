from .registry import CHECKS, check
from .runner import Outcome, run_check
from . import builtin  # noqa: F401  (fills the registry)

__all__ = ["CHECKS", "Outcome", "check", "run_check"]
