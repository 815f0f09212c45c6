from .model import HARBOURS, height
from .pooling import draining_pool

__all__ = ["HARBOURS", "draining_pool", "height"]
