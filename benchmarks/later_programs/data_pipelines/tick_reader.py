"""Read ticks from several exchanges at once and build one volume table."""
import multiprocessing
from collections import Counter
from dataclasses import dataclass, field
from typing import Iterator, List, Tuple


class EndOfFeed:
    """Marks that a feed has been read to its end."""


END_OF_FEED = EndOfFeed()


@dataclass(frozen=True)
class Feed:
    exchange: str
    ticks: Tuple[Tuple[str, int], ...]

    def publish(self, board) -> None:
        for tick in self.ticks:
            board.put(tick)
        board.put(END_OF_FEED)


def open_ticks(board, feeds: int) -> Iterator[Tuple[str, int]]:
    ended = 0
    while ended < feeds:
        item = board.get()
        if item is END_OF_FEED:
            ended += 1
        elif isinstance(item, tuple):
            yield item


@dataclass
class VolumeTable:
    volumes: Counter = field(default_factory=Counter)

    def add(self, symbol: str, volume: int) -> None:
        self.volumes[symbol] += volume


def build(feeds: List[Feed]) -> VolumeTable:
    board = multiprocessing.Queue()
    readers = [multiprocessing.Process(target=feed.publish, args=(board,)) for feed in feeds]
    for reader in readers:
        reader.start()
    table = VolumeTable()
    for symbol, volume in open_ticks(board, len(readers)):
        table.add(symbol, volume)
    for reader in readers:
        reader.join()
    if any(reader.exitcode for reader in readers):
        raise RuntimeError("a feed could not be read")
    return table


def main() -> None:
    feeds = [
        Feed("XAMS", (("ASML", 100), ("INGA", 40), ("ASML", 10))),
        Feed("XPAR", (("TTE", 70), ("ASML", 5))),
    ]
    table = build(feeds)
    print(dict(table.volumes))
    print("ok" if table.volumes == {"ASML": 115, "INGA": 40, "TTE": 70} else "wrong")


if __name__ == "__main__":
    main()
