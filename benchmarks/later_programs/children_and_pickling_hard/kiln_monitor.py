from __future__ import annotations

import enum
import multiprocessing as mp
import multiprocessing.queues
from dataclasses import dataclass


class Signal(enum.Enum):
    END = "end"
    OPEN_DOOR = "open door"


@dataclass
class Kiln:
    name: str
    limit: float
    outbox: mp.Queue[float | Signal] | None = None

    def attach(self, queue: mp.Queue) -> Kiln:
        if not isinstance(queue, multiprocessing.queues.Queue):
            raise TypeError(queue)
        self.outbox = queue
        return self

    def fire(self, temperatures: list[float]) -> None:
        for value in temperatures:
            self.outbox.put(Signal.OPEN_DOOR if value > self.limit else value)
        self.outbox.put(Signal.END)


def drain(queue: mp.Queue[float | Signal]) -> tuple[list[float], int]:
    values, opened = [], 0
    while True:
        item = queue.get(timeout=15)
        if item is Signal.END:
            return values, opened
        if item is Signal.OPEN_DOOR:
            opened += 1
        else:
            values.append(item)


def main() -> None:
    context = mp.get_context()
    queue = context.Queue()
    kiln = Kiln("raku", 950.0).attach(queue)
    process = context.Process(target=kiln.fire, args=([700.0, 960.5, 910.0, 1001.0],))
    assert isinstance(process, mp.process.BaseProcess)
    process.start()
    values, opened = drain(queue)
    process.join()
    assert (values, opened, process.exitcode) == ([700.0, 910.0], 2, 0)
    print("ok")


if __name__ == "__main__":
    main()
