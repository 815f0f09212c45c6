import threading
from typing import Dict, Mapping, Optional


class CachedClient:
    """Keeps what was read from the backend for the life of the client."""

    def __init__(self, backend: Mapping[str, str]) -> None:
        self._backend = dict(backend)
        self._cache: Dict[str, str] = {}
        self._guard = threading.RLock()

    def lookup(self, key: str) -> Optional[str]:
        with self._guard:
            if key not in self._cache and key in self._backend:
                self._cache[key] = self._backend[key]
            return self._cache.get(key)
