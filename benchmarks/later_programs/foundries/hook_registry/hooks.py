"""Hooks that are seen by all processes: any of them may subscribe, any may ask who has."""

from multiprocessing.managers import SyncManager
from typing import List


class HookRegistry:
    def __init__(self, manager: SyncManager) -> None:
        self._hooks = manager.dict()
        self._guard = manager.Lock()

    def subscribe(self, event: str, name: str) -> None:
        with self._guard:
            self._hooks.setdefault(event, []).append(name)

    def subscribers(self, event: str) -> List[str]:
        return list(self._hooks.get(event, []))
