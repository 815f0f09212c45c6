"""Stores of census rows: what they have in common."""

import abc
import sqlite3
from functools import cached_property
from multiprocessing.pool import Pool
from typing import Dict, Generic, List, TypeVar

Summary = TypeVar("Summary")


class Store(abc.ABC, Generic[Summary]):
    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path)

    def years(self) -> List[int]:
        rows = self.connection.execute("SELECT DISTINCT year FROM census ORDER BY year")
        return [year for (year,) in rows]

    @abc.abstractmethod
    def summarise(self, year: int) -> Summary:
        """All that is to be known about a year."""

    def summaries(self, workers: int = 2) -> Dict[int, Summary]:
        years = self.years()
        with Pool(workers) as pool:
            return dict(zip(years, pool.map(self.summarise, years)))
