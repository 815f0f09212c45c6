from .operations import OPERATIONS
from .state import make_executor, stock_lock

__all__ = ["OPERATIONS", "make_executor", "stock_lock"]
