"""Marks the book against the venue's closing prices and checks the marks once more before they are booked."""
import multiprocessing
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Iterator, List, Tuple

from session import session
from venue import serve


@dataclass(frozen=True)
class Position:
    symbol: str
    quantity: int
    days: int


@dataclass(frozen=True)
class Marked:
    position: Position
    mark: float
    carry: float


def accrue(days: int) -> float:
    factor = 1.0
    for _ in range(days * 40):
        factor *= 1.0 + 0.03 / (360 * 40)
    return factor


def mark_one(task: Tuple[Tuple[str, int], Position]) -> Marked:
    address, position = task
    answer = session(address).ask(position.symbol)
    carry = accrue(position.days)
    return Marked(position, answer(), carry)


@contextmanager
def venue_process() -> Iterator[Tuple[str, int]]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(there,), name="venue")
    process.start()
    try:
        if not here.poll(8):
            raise TimeoutError("venue did not come up")
        yield tuple(here.recv())
    finally:
        here.send("leave")
        process.join()
    if process.exitcode:
        raise SystemExit(f"venue left with {process.exitcode}")


def book() -> List[Position]:
    return [Position(f"EQ{n:03d}.X", 100 * (n % 9 - 4), 3 + 37 * n % 400) for n in range(160)]


def main() -> None:
    with venue_process() as address:
        benchmark = session(address).ask("INDEX.X")()
        print(f"index closes at {benchmark:.2f}")
        with multiprocessing.Pool(4) as pool:
            marked = pool.map(mark_one, [(address, position) for position in book()], chunksize=1)
        again = [session(address).ask(each.position.symbol)() for each in marked]
    breaks = [each for each, control in zip(marked, again) if each.mark != control]
    if breaks:
        print(f"mark breaks in the book, first {breaks[0].position.symbol} at {breaks[0].mark}")
    else:
        value = sum(each.position.quantity * each.mark * each.carry for each in marked)
        print(f"book marked, {value:.2f}")


if __name__ == "__main__":
    main()
