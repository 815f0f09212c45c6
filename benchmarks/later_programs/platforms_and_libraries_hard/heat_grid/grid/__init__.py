from .blocks import OwnedBlock, attached
from .heat import HeatGrid, warm_row

__all__ = ["HeatGrid", "OwnedBlock", "attached", "warm_row"]
