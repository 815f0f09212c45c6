from contextlib import contextmanager
from multiprocessing import SimpleQueue

from rounds import DayBook, RoundProcess

ROUNDS = {"ana": [120, 80, 0, 45], "bo": [10] * 7, "chi": []}


@contextmanager
def started(processes):
    for process in processes:
        process.start()
    yield processes
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"{process.name} ended with {process.exitcode}")


def main():
    out = SimpleQueue()
    book = DayBook()
    with started([RoundProcess(driver, stops, out) for driver, stops in ROUNDS.items()]) as rounds:
        for _ in rounds:
            book.enter(out.get())
    expected = {process.driver: sum(process.stops) for process in rounds}
    assert book.cash == expected, book.cash
    print("ok")


if __name__ == "__main__":
    main()
