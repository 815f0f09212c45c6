import threading
from typing import Dict, Generic, TypeVar

T = TypeVar("T")


class Store(Generic[T]):
    """Keeps items by key; several threads may add at once."""

    def __init__(self) -> None:
        self._items: Dict[str, T] = {}
        self._guard = threading.RLock()

    def add(self, key: str, item: T) -> None:
        with self._guard:
            self._items[key] = item

    def keys(self):
        with self._guard:
            return sorted(self._items)

    def __getitem__(self, key: str) -> T:
        return self._items[key]
