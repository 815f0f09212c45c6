"""Simulated decay events, streamed in batches from a source process."""
import math
import multiprocessing
from collections import Counter
from random import Random


class BatchWriter:
    def __init__(self, channel, size):
        self.channel = channel
        self.size = size
        self.rows = []

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.flush()
        self.channel.put(None)

    def push(self, row):
        self.rows.append(row)
        if len(self.rows) >= self.size:
            self.flush()

    def flush(self):
        if self.rows:
            self.channel.put(self.rows)
            self.rows.clear()


def decay_times(seed, count, half_life):
    rng = Random(seed)
    scale = half_life / math.log(2)
    for _ in range(count):
        yield -scale * math.log(1.0 - rng.random())


def source(channel, seed, count):
    with BatchWriter(channel, size=25) as writer:
        for t in decay_times(seed, count, half_life=4.0):
            writer.push(t)


def histogram(times, width=2.0):
    return Counter(int(t // width) for t in times)


def main():
    channel = multiprocessing.Queue()
    process = multiprocessing.Process(target=source, args=(channel, 77, 2000))
    process.start()
    counts = Counter()
    for batch in iter(channel.get, None):
        counts += histogram(batch)
    process.join()
    if process.exitcode:
        raise SystemExit(f"source ended with {process.exitcode}")
    print(sum(counts.values()), "events in", len(counts), "bins")
    print("ok" if counts == histogram(decay_times(77, 2000, 4.0)) else "wrong")


if __name__ == "__main__":
    main()
