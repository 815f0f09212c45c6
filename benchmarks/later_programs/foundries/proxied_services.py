"""Handlers get what they need from a container; what they share lives in a manager."""

import functools
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.managers import SyncManager
from typing import Any, Callable, Dict, TypeVar

T = TypeVar("T")


class Container:
    """Makes each service once, with the factory that was registered for it."""

    def __init__(self) -> None:
        self._factories: Dict[str, Callable[[], Any]] = {}
        self._made: Dict[str, Any] = {}

    def provide(self, name: str, factory: Callable[[], Any]) -> None:
        self._factories[name] = factory

    def get(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._factories[name]()
        return self._made[name]

    def bind(self, function: Callable[..., T], *names: str) -> Callable[..., T]:
        return functools.partial(function, *map(self.get, names))


def pour(journal, lock, mould: str) -> int:
    with lock:
        journal.put(mould)
    return len(mould)


def main() -> None:
    with SyncManager() as manager:
        container = Container()
        container.provide("journal", manager.Queue)
        container.provide("lock", lambda: manager.RLock())
        moulds = ["bell", "anchor", "stove"]
        with ProcessPoolExecutor(2) as executor:
            sizes = list(executor.map(container.bind(pour, "journal", "lock"), moulds))
        journal = container.get("journal")
        assert sorted(journal.get() for _ in moulds) == sorted(moulds)
        assert sizes == [4, 6, 5]
    print("ok")


if __name__ == "__main__":
    main()
