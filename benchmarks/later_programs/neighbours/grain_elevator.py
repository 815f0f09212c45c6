"""Weigh grain trucks in batches: the scale's files are written ten trucks at a time."""
import logging
import multiprocessing
from typing import NamedTuple

log = logging.getLogger("elevator")

BATCH = 10


class Truck(NamedTuple):
    plate: str
    gross: int
    tare: int

    @property
    def net(self):
        return self.gross - self.tare


def arrivals(count):
    for number in range(count):
        yield Truck("GR-%03d" % number, 18000 + 37 * number, 7400)


class Scale(multiprocessing.Process):
    def __init__(self, trucks, weighed):
        super().__init__(name="scale", daemon=True)
        self.trucks = trucks
        self.weighed = weighed

    def next_batch(self):
        return [self.trucks.get() for _ in range(BATCH)]

    def run(self):
        while True:
            batch = self.next_batch()
            net = sum(truck.net for truck in batch)
            with self.weighed.get_lock():
                self.weighed.value += net
            log.info("batch of %d kg", net)
            self.trucks.task_done()


def main():
    logging.basicConfig(level=logging.WARNING)
    trucks = multiprocessing.JoinableQueue()
    weighed = multiprocessing.Value("q", 0)
    scale = Scale(trucks, weighed)
    scale.start()
    expected = 0
    for truck in arrivals(50):
        expected += truck.net
        trucks.put(truck)
    trucks.join()
    assert weighed.value == expected
    print(weighed.value, "kg")
    print("ok")


if __name__ == "__main__":
    main()
