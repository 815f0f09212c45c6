"""Streams sensor readings until the sampler has closed its end."""
from __future__ import annotations

import math
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection


def sampler(out: "Connection", count: int) -> None:
    with out:
        for tick in range(count):
            out.send((tick, round(math.sin(tick / 10), 4)))


class SensorStream:
    def __init__(self, count: int):
        self._count = count

    def __enter__(self):
        self._inlet, outlet = Pipe(duplex=False)
        self._process = Process(target=sampler, args=(outlet, self._count), daemon=True)
        self._process.start()
        outlet.close()
        return self

    def readings(self):
        while True:
            try:
                yield self._inlet.recv()
            except EOFError:
                break

    def __exit__(self, *exc):
        self._inlet.close()
        self._process.join()
        self.exitcode = self._process.exitcode


def main():
    with SensorStream(200) as stream:
        peak = max(stream.readings(), key=lambda reading: reading[1])
    print("peak", peak)
    print("ok" if peak[0] == 16 and stream.exitcode == 0 else "wrong")


if __name__ == "__main__":
    main()
