import heapq
import random
from multiprocessing import Process, Queue

from collector import Collector


def sort_chunk(number, chunk, out):
    out.put((number, sorted(chunk)))


def split(values, size):
    for start in range(0, len(values), size):
        yield values[start:start + size]


def main():
    rng = random.Random(7)
    values = [rng.randrange(10 ** 6) for _ in range(60000)]
    out = Queue()
    processes = [
        Process(target=sort_chunk, args=(number, chunk, out))
        for number, chunk in enumerate(split(values, 20000))
    ]
    for process in processes:
        process.start()
    chunks = Collector(out).take(len(processes))
    for process in processes:
        process.join()
        assert process.exitcode == 0
    merged = list(heapq.merge(*chunks))
    assert merged == sorted(values)
    print("ok")


if __name__ == "__main__":
    main()
