from .errors import MissingFile, RowError
from .rows import load_row, read_source

__all__ = ["MissingFile", "RowError", "load_row", "read_source"]
