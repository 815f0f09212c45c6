"""Counts the day's tape: wide cells for what grows, narrow ones for what cannot."""
import ctypes
import multiprocessing as mp
import time
import zlib
from contextlib import contextmanager
from typing import Any, Dict, Iterator

VENUES = ["XETR", "XPAR", "XLON", "XNYS"]
LOT = 50_000_000
LAYOUT = {
    "prints": (ctypes.c_int, None),
    "shares": (ctypes.c_int64, None),
    "cents": ("q", None),
    "busy_ns": ("q", None),
    "turnover": ("d", None),
    "check": (ctypes.c_uint32, len(VENUES)),
    "minute": ("h", len(VENUES)),
}


def allocate(ctx: Any) -> Dict[str, Any]:
    return {
        name: ctx.Value(code, 0) if slots is None else ctx.Array(code, slots)
        for name, (code, slots) in LAYOUT.items()
    }


def bump(cell: Any, amount: float) -> None:
    with cell.get_lock():
        cell.value += amount


@contextmanager
def busy(cell: Any) -> Iterator[None]:
    begun = time.perf_counter_ns()
    try:
        yield
    finally:
        bump(cell, time.perf_counter_ns() - begun)


def tape(venue: str, prints: int) -> Iterator[bytes]:
    for k in range(prints):
        yield b"%s;%d;%d" % (venue.encode(), LOT + k, 10_000 + k)


def count(slot: int, prints: int, cells: Dict[str, Any]) -> None:
    check = 0
    with busy(cells["busy_ns"]):
        for line in tape(VENUES[slot], prints):
            _, shares, cents = line.split(b";")
            check = zlib.crc32(line, check)
            bump(cells["prints"], 1)
            bump(cells["shares"], int(shares))
            bump(cells["cents"], int(shares) * int(cents))
            bump(cells["turnover"], int(shares) * int(cents) / 100)
    cells["check"][slot] = check & 0xFFFFFFFF
    cells["minute"][slot] = time.time_ns() // 60_000_000_000 % 1440


def main() -> None:
    ctx = mp.get_context()
    cells = allocate(ctx)
    prints = 120
    counters = [ctx.Process(target=count, args=(slot, prints, cells)) for slot in range(len(VENUES))]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()
    assert [counter.exitcode for counter in counters] == [0] * len(VENUES)
    shares = len(VENUES) * sum(LOT + k for k in range(prints))
    cents = len(VENUES) * sum((LOT + k) * (10_000 + k) for k in range(prints))
    assert cells["prints"].value == len(VENUES) * prints
    assert cells["shares"].value == shares > 2**31
    assert cells["cents"].value == cents
    assert abs(cells["turnover"].value * 100 / cents - 1) < 1e-9
    assert cells["busy_ns"].value > 0
    for venue, check, minute in zip(VENUES, cells["check"], cells["minute"]):
        whole = 0
        for line in tape(venue, prints):
            whole = zlib.crc32(line, whole)
        assert whole == check and 0 <= minute < 1440
    print(f"{shares:,} shares for {cents / 100:,.2f}")
    print("ok")


if __name__ == "__main__":
    main()
