"""Christmas lights on the balcony: several patterns at the same time, each on its own strip."""
import time
from contextlib import contextmanager
from multiprocessing import Process, SimpleQueue


class Strip:
    def __init__(self, name, length=8):
        self.name = name
        self.length = length

    def frame(self, on):
        return "".join("*" if i in on else "." for i in range(self.length))


def runner(strip, queue, delay):
    def chase():
        for step in range(strip.length):
            queue.put((strip.name, strip.frame({step})))
            time.sleep(delay)

    return chase


def twinkler(strip, queue, delay):
    def twinkle():
        for step in range(strip.length):
            queue.put((strip.name, strip.frame({i for i in range(strip.length) if i * step % 3 == 1})))
            time.sleep(delay)

    return twinkle


@contextmanager
def playing(*patterns):
    processes = [Process(target=pattern) for pattern in patterns]
    for process in processes:
        process.start()
    yield processes
    for process in processes:
        process.join()


def main():
    queue = SimpleQueue()
    door, rail = Strip("door"), Strip("rail", 10)
    patterns = [runner(door, queue, 0.002), twinkler(rail, queue, 0.003)]
    with playing(*patterns) as processes:
        frames = [queue.get() for _ in range(door.length + rail.length)]
    for name in (door.name, rail.name):
        print(name, *[shown for strip, shown in frames if strip == name], sep="\n  ")
    assert all(process.exitcode == 0 for process in processes)
    print("ok")


if __name__ == "__main__":
    main()
