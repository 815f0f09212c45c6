"""Replay a recorded request trace from shared memory: players attach to the arena by name and share a throttle."""
import multiprocessing
import struct
from contextlib import contextmanager
from multiprocessing import shared_memory
from typing import Iterator, List, Sequence, Tuple

RECORD = struct.Struct("<IHd")


class Arena:
    """Owns the block for as long as players may want to attach to it."""

    def __init__(self, trace: Sequence[Tuple[int, int, float]]):
        self.count = len(trace)
        self._block = shared_memory.SharedMemory(create=True, size=RECORD.size * self.count)
        for index, record in enumerate(trace):
            RECORD.pack_into(self._block.buf, index * RECORD.size, *record)

    @property
    def name(self) -> str:
        return self._block.name

    def __enter__(self) -> "Arena":
        return self

    def __exit__(self, *exc_info) -> None:
        self._block.close()
        self._block.unlink()


@contextmanager
def seat(name: str) -> Iterator[memoryview]:
    block = shared_memory.SharedMemory(name=name)
    try:
        yield block.buf
    finally:
        block.close()


def play(name: str, indexes: range, throttle, outlet) -> None:
    failures, spent = 0, 0.0
    with seat(name) as buffer:
        for index in indexes:
            with throttle:
                _, status, seconds = RECORD.unpack_from(buffer, index * RECORD.size)
            failures += status >= 500
            spent += seconds
    outlet.send((failures, spent))
    outlet.close()


def replay(arena: Arena, players: int) -> List[Tuple[int, float]]:
    throttle = multiprocessing.BoundedSemaphore(2)
    crew = []
    for number in range(players):
        inlet, outlet = multiprocessing.Pipe(duplex=False)
        player = multiprocessing.Process(
            target=play, args=(arena.name, range(number, arena.count, players), throttle, outlet)
        )
        player.start()
        outlet.close()
        crew.append((player, inlet))
    scores = [inlet.recv() for _, inlet in crew]
    for player, _ in crew:
        player.join()
        if player.exitcode:
            raise RuntimeError(f"{player.name} ended with {player.exitcode}")
    return scores


def recorded_trace(length: int) -> List[Tuple[int, int, float]]:
    return [(n, 503 if n % 25 == 24 else 200, 0.001 * (n % 9)) for n in range(length)]


def main() -> None:
    with Arena(recorded_trace(500)) as arena:
        scores = replay(arena, players=3)
    print(f"{sum(failures for failures, _ in scores)} of 500 requests failed")
    print(f"{sum(spent for _, spent in scores):.3f} s of recorded time")


if __name__ == "__main__":
    main()
