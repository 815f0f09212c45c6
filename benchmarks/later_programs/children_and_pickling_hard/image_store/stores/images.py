from concurrent.futures import ProcessPoolExecutor
from typing import Dict, List

from .base import Store

Pixels = List[List[int]]


class ImageStore(Store[Pixels]):
    def __init__(self, levels: int = 256) -> None:
        super().__init__()
        self.levels = levels

    def brightness(self, key: str) -> float:
        rows = self[key]
        total = sum(sum(row) for row in rows)
        return total / (len(rows) * len(rows[0]) * (self.levels - 1))

    def report(self, jobs: int = 2) -> Dict[str, float]:
        keys = self.keys()
        with ProcessPoolExecutor(jobs) as executor:
            values = executor.map(self.brightness, keys)
            return dict(zip(keys, values))
