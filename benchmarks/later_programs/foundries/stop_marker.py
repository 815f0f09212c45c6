"""A typed channel between processes that ends with a marker of its own, so that None may be sent as well."""

import multiprocessing
from typing import Any, Iterable, Iterator, List


class _Stop:
    def __repr__(self) -> str:
        return "STOP"


STOP = _Stop()


class Channel:
    def __init__(self) -> None:
        self._queue: Any = multiprocessing.Queue()

    def send_all(self, items: Iterable[Any]) -> None:
        for item in items:
            self._queue.put(item)
        self._queue.put(STOP)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._queue.get, STOP)


def measure(words: Channel, lengths: Channel) -> None:
    found: List[int] = []
    for word in words:
        found.append(len(word))
    lengths.send_all(found)


def main() -> None:
    words, lengths = Channel(), Channel()
    worker = multiprocessing.Process(target=measure, args=(words, lengths))
    worker.start()
    words.send_all(["anvil", "ladle", "mould", "crucible"])
    print(list(lengths))
    worker.join()
    print("ok")


if __name__ == "__main__":
    main()
