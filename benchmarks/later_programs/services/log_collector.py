"""Shards write long logs; a collector thread takes them in while the main thread waits for the shards."""
from __future__ import annotations

import multiprocessing as mp
import threading

LINES = 120


def shard(name, outbox):
    for number in range(LINES):
        outbox.put((name, f"{number:06d} " + "x" * 1500))
    outbox.put((name, None))


class Collector(threading.Thread):
    def __init__(self, outbox, shards):
        super().__init__(name="collector")
        self._outbox = outbox
        self._open = set(shards)
        self.received = dict.fromkeys(shards, 0)

    def run(self):
        while self._open:
            name, line = self._outbox.get()
            if line is None:
                self._open.discard(name)
            else:
                self.received[name] += 1


def gather(names):
    outbox = mp.Queue()
    shards = [mp.Process(target=shard, args=(name, outbox), name=name) for name in names]
    for process in shards:
        process.start()
    collector = Collector(outbox, names)
    collector.start()
    for process in shards:
        process.join()
    collector.join()
    failed = [process.name for process in shards if process.exitcode]
    return collector.received, failed


def main():
    received, failed = gather(["north", "south"])
    print(received, failed)
    print("ok" if received == {"north": LINES, "south": LINES} and not failed else "wrong")


if __name__ == "__main__":
    main()
