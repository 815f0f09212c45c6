"""A task group in the manner of asyncio's, but of processes."""

import multiprocessing
from types import TracebackType
from typing import Any, Callable, Dict, Optional, Type


def _call(name: str, function: Callable[..., Any], arguments: tuple, outbox: Any) -> None:
    outbox.put((name, function(*arguments)))


class ProcessGroup:
    """Leaving it waits for all its processes; ``results`` has what they returned."""

    def __init__(self) -> None:
        self._outbox: Any = multiprocessing.Queue()
        self._processes: Dict[str, multiprocessing.Process] = {}

    def create_task(self, name: str, function: Callable[..., Any], *arguments: Any) -> None:
        process = multiprocessing.Process(target=_call, args=(name, function, arguments, self._outbox))
        process.start()
        self._processes[name] = process

    def __enter__(self) -> "ProcessGroup":
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        for process in self._processes.values():
            process.join()

    def results(self) -> Dict[str, Any]:
        return dict(self._outbox.get() for _ in self._processes)


def alloy_curve(steps: int) -> list:
    return [(step, 1538 - step * 0.01) for step in range(steps)]


def main() -> None:
    with ProcessGroup() as group:
        group.create_task("steel", alloy_curve, 60_000)
        group.create_task("brass", alloy_curve, 30_000)
    for name, curve in sorted(group.results().items()):
        print(name, len(curve), "points")
    print("ok")


if __name__ == "__main__":
    main()
