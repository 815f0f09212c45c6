from .engine import convert_many
from .tables import load_table

__all__ = ["convert_many", "load_table"]
