"""Common ground of all exporters."""
from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Dict, Type

EXPORTERS: Dict[str, Type["Exporter"]] = {}


def exporter(suffix):
    def register(cls):
        cls.suffix = suffix
        EXPORTERS[suffix] = cls
        return cls

    return register


class Exporter(ABC):
    suffix = ""

    def __init__(self, title: str) -> None:
        self.title = title
        self._cache: Dict[str, str] = {}
        self._guard = threading.RLock()

    def export(self, row: dict) -> str:
        key = repr(sorted(row.items()))
        with self._guard:
            if key not in self._cache:
                self._cache[key] = self.encode(row)
            return self._cache[key]

    @abstractmethod
    def encode(self, row: dict) -> str:
        ...
