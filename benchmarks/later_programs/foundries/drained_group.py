"""A group of processes whose results are taken as it is left, before it waits for the processes themselves."""

import multiprocessing
from typing import Any, Callable, Dict, List


def _call(name: str, function: Callable[..., Any], arguments: tuple, outbox: Any) -> None:
    outbox.put((name, function(*arguments)))


class DrainedGroup:
    def __init__(self) -> None:
        self._outbox: Any = multiprocessing.Queue()
        self._processes: List[multiprocessing.Process] = []
        self.results: Dict[str, Any] = {}

    def create_task(self, name: str, function: Callable[..., Any], *arguments: Any) -> None:
        process = multiprocessing.Process(target=_call, args=(name, function, arguments, self._outbox))
        process.start()
        self._processes.append(process)

    def _drain(self) -> None:
        while len(self.results) < len(self._processes):
            name, result = self._outbox.get()
            self.results[name] = result

    def __enter__(self) -> "DrainedGroup":
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._drain()
        for process in self._processes:
            process.join()
        self._outbox.close()


def cooling_curve(steps: int) -> List[float]:
    return [1538 - step * 0.01 for step in range(steps)]


def main() -> None:
    with DrainedGroup() as group:
        group.create_task("steel", cooling_curve, 60_000)
        group.create_task("brass", cooling_curve, 30_000)
    assert {name: len(curve) for name, curve in group.results.items()} == {"steel": 60_000, "brass": 30_000}
    print("ok")


if __name__ == "__main__":
    main()
