"""Live level meters: one process measures a channel, the console draws what comes in."""
import math
import multiprocessing as mp
from multiprocessing.connection import Connection
from typing import Callable, Dict, Iterator, NamedTuple


class Reading(NamedTuple):
    block: int
    level: float


class Channel(NamedTuple):
    name: str
    worker: mp.Process
    readings: Connection
    feed: Connection


def left(n: int) -> float:
    return math.sin(n / 7) * 0.8


def right(n: int) -> float:
    return math.sin(n / 11) * 0.4


SOURCES: Dict[str, Callable[[int], float]] = {"left": left, "right": right}


def measure(source: str, feed: Connection, blocks: int, size: int = 512) -> None:
    wave = SOURCES[source]
    with feed:
        for block in range(blocks):
            samples = [wave(block * size + n) for n in range(size)]
            feed.send(Reading(block, math.sqrt(sum(s * s for s in samples) / size)))


def open_channel(name: str, blocks: int) -> Channel:
    readings, feed = mp.Pipe(duplex=False)
    worker = mp.Process(target=measure, args=(name, feed, blocks), name=f"meter-{name}")
    worker.start()
    return Channel(name, worker, readings, feed)


def stream(channel: Channel) -> Iterator[Reading]:
    while True:
        try:
            yield channel.readings.recv()
        except EOFError:
            return


def bar(level: float, width: int = 30) -> str:
    return "#" * round(level * width)


def close(channel: Channel) -> None:
    channel.worker.join()
    channel.readings.close()
    channel.feed.close()
    if channel.worker.exitcode:
        raise SystemExit(f"{channel.worker.name} ended with {channel.worker.exitcode}")


def main() -> None:
    for name in SOURCES:
        channel = open_channel(name, blocks=6)
        loudest = max(stream(channel), key=lambda reading: reading.level)
        print(f"{name:>6} {loudest.level:.3f} {bar(loudest.level)}")
        close(channel)
    print("ok")


if __name__ == "__main__":
    main()
