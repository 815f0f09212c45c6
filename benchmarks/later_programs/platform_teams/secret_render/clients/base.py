import threading
from typing import Any, Dict, Mapping


class GuardedClient:
    """A client with a cache that threads share; every process has a cache of its own."""

    _process_local = ("_guard", "_cache")

    def __init__(self, backend: Mapping[str, str]) -> None:
        self.backend = dict(backend)
        self._open()

    def _open(self) -> None:
        self._guard = threading.Lock()
        self._cache: Dict[str, str] = {}

    def __getstate__(self) -> Dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in self._process_local}

    def __setstate__(self, state: Dict[str, Any]) -> None:
        vars(self).update(state)
        self._open()

    def read(self, key: str) -> str:
        with self._guard:
            return self._cache.setdefault(key, self.backend[key])
