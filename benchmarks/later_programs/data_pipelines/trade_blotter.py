"""Build the day's blotter from trade readers that each end their stream with a mark."""
import enum
import multiprocessing
from collections import Counter
from dataclasses import dataclass
from typing import Iterator, List, Tuple


class Mark(enum.Enum):
    """Control marks that travel along with the trades."""
    FLUSH = "flush"
    DONE = "done"


@dataclass(frozen=True)
class Trade:
    symbol: str
    lots: int


@dataclass(frozen=True)
class Reader:
    venue: str
    lines: Tuple[str, ...]

    def parsed(self) -> Iterator[Trade]:
        for line in self.lines:
            symbol, lots = line.split(":")
            yield Trade(symbol, int(lots))

    def stream(self, outbox) -> None:
        outbox.put((self.venue, list(self.parsed())))
        outbox.put((self.venue, Mark.FLUSH))
        outbox.put((self.venue, Mark.DONE))


class Blotter:
    def __init__(self, readers: List[Reader]):
        self.readers = readers
        self.lots: Counter = Counter()
        self.flushed: List[str] = []

    def events(self, inbox):
        open_venues = {reader.venue for reader in self.readers}
        while open_venues:
            venue, item = inbox.get(timeout=30)
            if item is Mark.DONE:
                open_venues.discard(venue)
            else:
                yield venue, item

    def build(self) -> "Blotter":
        inbox = multiprocessing.Queue()
        processes = [
            multiprocessing.Process(target=reader.stream, args=(inbox,)) for reader in self.readers
        ]
        for process in processes:
            process.start()
        for venue, item in self.events(inbox):
            if item is Mark.FLUSH:
                self.flushed.append(venue)
                continue
            for trade in item:
                self.lots[trade.symbol] += trade.lots
        for process in processes:
            process.join()
            if process.exitcode:
                raise RuntimeError(f"reader ended with {process.exitcode}")
        return self


def main() -> None:
    readers = [Reader("XAMS", ("ASML:3", "INGA:8")), Reader("XPAR", ("TTE:5", "ASML:2"))]
    blotter = Blotter(readers).build()
    print(dict(blotter.lots), sorted(blotter.flushed))
    right = blotter.lots == {"ASML": 5, "INGA": 8, "TTE": 5} and len(blotter.flushed) == 2
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
