"""A typed inbox for processes: what stops a reader is a member of an enumeration, which is the same everywhere."""

import enum
import multiprocessing
from typing import Any, Iterator, List


class Signal(enum.Enum):
    STOP = enum.auto()
    FLUSH = enum.auto()

    @property
    def ends(self) -> bool:
        return self is Signal.STOP


class Inbox:
    def __init__(self) -> None:
        self._queue: Any = multiprocessing.Queue()

    def post(self, *items: Any) -> None:
        for item in items:
            self._queue.put(item)

    def __iter__(self) -> Iterator[Any]:
        for item in iter(self._queue.get, Signal.STOP):
            if item is not Signal.FLUSH:
                yield item


def polish(inbox: Inbox, outbox: Inbox) -> None:
    for piece in inbox:
        outbox.post(piece.upper())
    outbox.post(Signal.STOP)


def main() -> None:
    inbox, outbox = Inbox(), Inbox()
    worker = multiprocessing.Process(target=polish, args=(inbox, outbox))
    worker.start()
    inbox.post("valve", Signal.FLUSH, "flange", Signal.STOP)
    pieces: List[str] = list(outbox)
    worker.join()
    assert worker.exitcode == 0 and Signal.STOP.ends
    assert pieces == ["VALVE", "FLANGE"], pieces
    print("ok")


if __name__ == "__main__":
    main()
