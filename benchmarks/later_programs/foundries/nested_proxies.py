"""Subscriptions that all processes see: lists in a dict, both of them of the manager."""

from multiprocessing import Manager, Process
from multiprocessing.managers import SyncManager
from typing import Any, Dict, List


class Subscriptions:
    def __init__(self, manager: SyncManager, events: List[str]) -> None:
        self._names: Dict[str, Any] = manager.dict({event: manager.list() for event in events})
        self._counts: Dict[str, Any] = manager.dict()
        self._guard = manager.Lock()

    def add(self, event: str, name: str) -> None:
        self._names[event].append(name)
        with self._guard:
            count = self._counts.get(event, {"total": 0})
            count["total"] += 1
            self._counts[event] = count

    def snapshot(self) -> Dict[str, List[str]]:
        return {event: sorted(names) for event, names in self._names.items()}

    def total(self, event: str) -> int:
        return self._counts[event]["total"]


def subscribe(subscriptions: Subscriptions, event: str, *names: str) -> None:
    for name in names:
        subscriptions.add(event, name)


def main() -> None:
    with Manager() as manager:
        subscriptions = Subscriptions(manager, ["pour", "cool"])
        workers = [
            Process(target=subscribe, args=(subscriptions, "pour", "camera", "alarm")),
            Process(target=subscribe, args=(subscriptions, "cool", "fan")),
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert not any(worker.exitcode for worker in workers)
        assert subscriptions.snapshot() == {"pour": ["alarm", "camera"], "cool": ["fan"]}
        assert subscriptions.total("pour") == 2
    print("ok")


if __name__ == "__main__":
    main()
