from __future__ import annotations

import multiprocessing as mp
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.shared_memory import SharedMemory
from typing import Iterator, Sequence


@dataclass
class Manifest:
    name: str
    weights: memoryview

    @property
    def heaviest(self) -> int:
        return max(self.weights)


@contextmanager
def shared_manifest(weights: Sequence[int]) -> Iterator[Manifest]:
    block = SharedMemory(create=True, size=4 * len(weights))
    try:
        cells = block.buf[: 4 * len(weights)].cast("i")
        for index, weight in enumerate(weights):
            cells[index] = weight
        yield Manifest(block.name, cells)
    finally:
        block.unlink()
        block.close()


def total_weight(name: str, count: int, reply) -> None:
    block = SharedMemory(name=name)
    with block.buf[: 4 * count] as raw, raw.cast("i") as cells:
        total = sum(cells)
    block.close()
    reply.send(total)
    reply.close()


def weigh_elsewhere(manifest: Manifest, count: int) -> int:
    receiver, sender = mp.Pipe(duplex=False)
    process = mp.Process(target=total_weight, args=(manifest.name, count, sender))
    process.start()
    sender.close()
    total = receiver.recv()
    process.join()
    return total


def main() -> None:
    weights = [1200, 350, 4800, 90, 2600]
    with shared_manifest(weights) as manifest:
        assert weigh_elsewhere(manifest, len(weights)) == sum(weights)
        assert manifest.heaviest == 4800
    print("ok")


if __name__ == "__main__":
    main()
