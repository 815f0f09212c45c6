"""Appraise stamps; whatever is wrong with one, the queue hears that it has been looked at."""
import multiprocessing
from contextlib import contextmanager


@contextmanager
def taken(queue):
    item = queue.get()
    try:
        yield item
    finally:
        queue.task_done()


class Appraiser(multiprocessing.Process):
    def __init__(self, jobs, prices):
        super().__init__(daemon=True)
        self.jobs = jobs
        self.prices = prices

    def run(self):
        while True:
            with taken(self.jobs) as stamp:
                if not stamp.isalpha():
                    continue
                self.prices.put((stamp, self.appraise(stamp)))

    def appraise(self, stamp):
        return sum(map(ord, stamp)) % 100


def main():
    jobs, prices = multiprocessing.JoinableQueue(), multiprocessing.SimpleQueue()
    for _ in range(2):
        Appraiser(jobs, prices).start()
    for stamp in ("penny", "???", "inverted", "17"):
        jobs.put(stamp)
    jobs.join()
    found = dict(prices.get() for _ in range(2))
    print(found)
    if set(found) == {"penny", "inverted"}:
        print("ok")


if __name__ == "__main__":
    main()
