"""One engine per valuation date, made when the date is first asked for."""
import multiprocessing as mp
from typing import Dict, Iterable, Optional

from models import Cell, price_cell


class GridEngine:
    def __init__(self, workers: int, chunk: int = 8) -> None:
        self._workers = workers
        self._chunk = chunk
        self._pool = None

    @property
    def pool(self):
        if self._pool is None:
            self._pool = mp.Pool(self._workers)
        return self._pool

    def price(self, cells: Iterable[Cell]) -> Dict[Cell, float]:
        return dict(self.pool.imap_unordered(price_cell, cells, chunksize=self._chunk))


class EngineBook:
    """Hands out engines by date and remembers the results of each."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._engines: Dict[str, GridEngine] = {}
        self._results: Dict[str, Dict[Cell, float]] = {}

    def engine_for(self, as_of: str) -> GridEngine:
        engine: Optional[GridEngine] = self._engines.get(as_of)
        if engine is None:
            engine = self._engines[as_of] = GridEngine(self._workers)
        return engine

    def run(self, as_of: str, cells: Iterable[Cell]) -> int:
        self._results[as_of] = self.engine_for(as_of).price(cells)
        return len(self._results[as_of])

    def atm(self, as_of: str, tenor: float) -> float:
        return self._results[as_of][Cell(as_of, 100.0, tenor)]
