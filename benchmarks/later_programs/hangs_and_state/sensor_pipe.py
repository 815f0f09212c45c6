from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from typing import Iterator, Tuple
import math


def sample(tx: Connection, channel: str, count: int) -> None:
    for step in range(count):
        tx.send((channel, round(math.sin(step / 10), 4)))
    tx.close()


def readings(rx: Connection) -> Iterator[Tuple[str, float]]:
    while True:
        try:
            yield rx.recv()
        except EOFError:
            return


def record(channel: str, count: int) -> float:
    rx, tx = Pipe(duplex=False)
    sampler = Process(target=sample, args=(tx, channel, count))
    sampler.start()
    peak = 0.0
    received = 0
    for _, value in readings(rx):
        peak = max(peak, value)
        received += 1
    sampler.join()
    if sampler.exitcode or received != count:
        raise RuntimeError(f"{channel}: {received} of {count} readings")
    return peak


def main() -> None:
    peaks = {channel: record(channel, 50) for channel in ("x", "y")}
    print(peaks)
    print("ok" if min(peaks.values()) > 0.9 else "mismatch")


if __name__ == "__main__":
    main()
