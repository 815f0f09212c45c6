"""Meters several channels at a time and merges their readings by block."""
import heapq
import math
import multiprocessing as mp
from contextlib import ExitStack, contextmanager
from typing import Iterator, Tuple

Reading = Tuple[int, str, float]


def meter(name: str, pitch: float, blocks: int, out) -> None:
    for block in range(blocks):
        samples = (math.sin((block * 256 + n) * pitch) for n in range(256))
        out.send((block, name, max(samples)))
    out.close()


@contextmanager
def sole_writer(*args):
    """The reading end of a pipe of which only the started process holds the other one."""
    incoming, outgoing = mp.Pipe(duplex=False)
    process = mp.Process(target=meter, args=(*args, outgoing))
    try:
        process.start()
    finally:
        outgoing.close()
    try:
        yield incoming
    finally:
        incoming.close()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"meter {args[0]} left with {process.exitcode}")


def readings(incoming) -> Iterator[Reading]:
    try:
        while True:
            yield incoming.recv()
    except EOFError:
        pass


def merged(channels) -> Iterator[Reading]:
    with ExitStack() as stack:
        ends = [stack.enter_context(sole_writer(*channel)) for channel in channels]
        yield from heapq.merge(*map(readings, ends))


def main() -> None:
    channels = [("left", 0.05, 8), ("right", 0.07, 8), ("lfe", 0.002, 5)]
    rows = list(merged(channels))
    for block in range(8):
        levels = [f"{name} {level:.2f}" for at, name, level in rows if at == block]
        print(block, *levels)
    if len(rows) != sum(blocks for _name, _pitch, blocks in channels):
        raise SystemExit(f"{len(rows)} readings")
    print("ok")


if __name__ == "__main__":
    main()
