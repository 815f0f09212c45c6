"""Streams batches of orders from extractors to the loader."""
import multiprocessing as mp
from enum import Enum
from typing import Callable, Dict, Iterator, List, Union


class Signal(Enum):
    EXHAUSTED = "exhausted"


class Row(dict):
    """One order line."""


Message = Union[List[Row], Signal]


def cents(row: Row) -> int:
    return row["price"] * row["amount"]


class BatchWriter:
    def __init__(self, channel: mp.Queue, size: int) -> None:
        self.channel = channel
        self.size = size
        self.batch: List[Row] = []

    def write(self, row: Row) -> None:
        self.batch.append(row)
        if len(self.batch) == self.size:
            self.flush()

    def flush(self) -> None:
        self.channel.put(self.batch)
        self.batch = []


def extract(source: str, rows: int, channel: mp.Queue) -> None:
    writer = BatchWriter(channel, size=8)
    row = Row(source=source)
    for number in range(rows):
        row.update(number=number, price=5, amount=number % 3)
        writer.write(Row(row))
    writer.flush()
    channel.put((source, cents))
    channel.put(Signal.EXHAUSTED)


def messages(channel: mp.Queue, producers: int) -> Iterator[Message]:
    while producers:
        message = channel.get()
        if message is Signal.EXHAUSTED:
            producers -= 1
        else:
            yield message


def main() -> None:
    sources = {"shop": 60, "partner": 25}
    channel = mp.Queue()
    extractors = {
        name: mp.Process(target=extract, args=(name, rows, channel))
        for name, rows in sources.items()
    }
    for extractor in extractors.values():
        extractor.start()

    loaded: List[Row] = []
    valuations: Dict[str, Callable[[Row], int]] = {}
    for message in messages(channel, len(extractors)):
        if isinstance(message, tuple):
            valuations.update([message])
        else:
            loaded.extend(message)
    for extractor in extractors.values():
        extractor.join()
        assert extractor.exitcode == 0

    total = sum(valuations[row["source"]](row) for row in loaded)
    print(f"{len(loaded)} orders, {total} cents")
    assert len(loaded) == 85
    assert total == sum(5 * (n % 3) for rows in sources.values() for n in range(rows))
    assert all(function is cents for function in valuations.values())
    print("ok")


if __name__ == "__main__":
    main()
