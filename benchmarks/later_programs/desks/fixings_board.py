"""The fixings of the day on a shared list: numbers as they are, codes as text, packed pairs with a closing byte."""
import dataclasses
import multiprocessing
import struct
from multiprocessing import shared_memory
from typing import Callable, Iterator, List, Union

PAIR = struct.Struct("<IIB")
CLOSING = 0xFF
STATES = ("pending", "published", "corrected")
WIDTH = max(map(len, STATES))


@dataclasses.dataclass
class Fixing:
    code: str
    bid: int
    offer: int
    rate: float
    state: str = "pending"

    def cells(self) -> List[Union[str, bytes, float]]:
        return [self.code, PAIR.pack(self.bid, self.offer, CLOSING), self.rate, self.state.rjust(WIDTH)]

    @classmethod
    def from_cells(cls, code, pair, rate, state):
        bid, offer, mark = PAIR.unpack(pair)
        if mark != CLOSING:
            raise ValueError(f"{code}: record cut short")
        return cls(code, bid, offer, rate, state.strip())


SLOTS = len(Fixing("", 0, 0, 0.0).cells())


class Board:
    """Reads and writes fixings by their place on the list."""

    def __init__(self, cells: shared_memory.ShareableList) -> None:
        self.cells = cells

    def __len__(self) -> int:
        return len(self.cells) // SLOTS

    def __getitem__(self, place: int) -> Fixing:
        low = place * SLOTS
        if not 0 <= low < len(self.cells):
            raise IndexError(place)
        return Fixing.from_cells(*(self.cells[low + k] for k in range(SLOTS)))

    def __setitem__(self, place: int, fixing: Fixing) -> None:
        for k, cell in enumerate(fixing.cells()):
            self.cells[place * SLOTS + k] = cell

    def __iter__(self) -> Iterator[Fixing]:
        return (self[place] for place in range(len(self)))


def fix(cells: shared_memory.ShareableList, places: range, change: Callable[[int], int]) -> None:
    board = Board(cells)
    for place in places:
        fixing = board[place]
        offer = change(fixing.offer)
        board[place] = dataclasses.replace(fixing, offer=offer, rate=(fixing.bid + offer) / 2e4, state="published")
    cells.shm.close()


def widen(offer: int) -> int:
    return offer + 256


def main() -> None:
    start = [Fixing(f"IBOR{months:02d}M", months * 256, months * 256 + 512, 0.0) for months in range(1, 13)]
    cells = shared_memory.ShareableList([cell for fixing in start for cell in fixing.cells()])
    try:
        desks = [multiprocessing.Process(target=fix, args=(cells, range(low, low + 4), widen)) for low in (0, 4, 8)]
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
        assert not any(desk.exitcode for desk in desks), "a desk did not publish"
        for before, after in zip(start, Board(cells)):
            assert (after.code, after.bid, after.offer) == (before.code, before.bid, before.offer + 256)
            assert after.state == "published" and after.rate == (after.bid + after.offer) / 2e4
            print(f"{after.code} {after.rate:.4f}")
    finally:
        cells.shm.close()
        cells.shm.unlink()
    print("ok")


if __name__ == "__main__":
    main()
