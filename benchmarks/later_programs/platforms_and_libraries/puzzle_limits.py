import multiprocessing
import signal
from contextlib import contextmanager
from typing import Iterator, List, Optional, Tuple


class OutOfTime(Exception):
    pass


def _expired(signum, frame):
    raise OutOfTime("time limit reached")


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    previous = signal.signal(signal.SIGALRM, _expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def queens(n: int, row: int = 0, cols: int = 0, d1: int = 0, d2: int = 0) -> int:
    if row == n:
        return 1
    found = 0
    free = ~(cols | d1 | d2) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        found += queens(n, row + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1)
    return found


def solve(n: int) -> Tuple[int, Optional[int]]:
    try:
        with time_limit(10):
            return n, queens(n)
    except OutOfTime:
        return n, None


def main(sizes: List[int]) -> None:
    with multiprocessing.Pool(processes=2) as pool:
        for n, solutions in pool.imap(solve, sizes):
            print(n, "queens:", "gave up" if solutions is None else solutions)
    print("ok")


if __name__ == "__main__":
    main([4, 5, 6, 7])
