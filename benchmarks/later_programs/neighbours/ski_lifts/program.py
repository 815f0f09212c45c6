"""Count the guests of a ski resort's lifts; a reporter prints the numbers while they come in."""
import multiprocessing

from counters import Counters
from lifts import LIFTS, simulate


def main():
    context = multiprocessing.get_context("fork")
    counters = Counters()
    counters.start_reporting(every=0.01)
    workers = [context.Process(target=simulate, args=(lift, counters)) for lift in LIFTS]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    counters.stop_reporting()
    assert all(worker.exitcode == 0 for worker in workers)
    print("ok")


if __name__ == "__main__":
    main()
