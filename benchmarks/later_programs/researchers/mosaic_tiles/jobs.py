from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass
class TileJob:
    """All that a worker needs to know about one tile of the mosaic."""

    row: int
    col: int
    size: int
    log_lock: Any

    def pixels(self):
        rng = np.random.default_rng((self.row, self.col))
        return rng.integers(0, 256, size=(self.size, self.size), dtype=np.uint8)
