"""Test a row of boards; only so many may draw full current at a time."""
import contextlib
import functools
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Manager
from typing import NamedTuple


class Bench(NamedTuple):
    """The bench that the boards sit on."""

    slots: object
    log: object
    volts: float

    @classmethod
    @contextlib.contextmanager
    def open(cls, slots, volts=3.3):
        with Manager() as manager:
            yield cls(manager.BoundedSemaphore(slots), manager.Queue(), volts)


def check(bench, board):
    with bench.slots:
        time.sleep(0.005)
        bench.log.put(board)
        return board, bench.volts > 3


def check_all(boards):
    with Bench.open(2) as bench, ProcessPoolExecutor(max_workers=3) as executor:
        results = dict(executor.map(functools.partial(check, bench), boards))
        logged = [bench.log.get() for _ in boards]
    return results, logged


def main():
    boards = [f"board-{n}" for n in range(6)]
    results, logged = check_all(boards)
    assert all(results[board] for board in boards)
    assert sorted(logged) == boards
    print("ok")


if __name__ == "__main__":
    main()
