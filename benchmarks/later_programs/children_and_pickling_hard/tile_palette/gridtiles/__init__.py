"""Paint map tiles with a palette chosen on the command line."""
from .backend import open_pool
from .workers import paint

__all__ = ["open_pool", "paint"]
