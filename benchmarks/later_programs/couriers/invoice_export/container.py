from __future__ import annotations

from typing import Any, Callable, Dict


class Container:
    """Tiny service locator: factories are run once and remembered."""

    def __init__(self) -> None:
        self._factories: Dict[str, Callable[["Container"], Any]] = {}
        self._built: Dict[str, Any] = {}

    def provide(self, name: str):
        def register(factory):
            self._factories[name] = factory
            return factory

        return register

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            self._built[name] = self._factories[name](self)
        return self._built[name]
