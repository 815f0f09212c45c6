"""Speckle contrast of a camera sequence kept in one shared block."""
import contextlib
import uuid
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import shared_memory as shm
from typing import Tuple

import numpy as np


@dataclass(frozen=True)
class Sequence:
    block: str
    shape: Tuple[int, int, int]
    dtype: str = "float64"

    def frames(self) -> np.ndarray:
        memory = shm.SharedMemory(name=self.block)
        return np.ndarray(self.shape, dtype=self.dtype, buffer=memory.buf)


@contextlib.contextmanager
def acquire(count: int, height: int, width: int, seed: int):
    """Fill a block with simulated exposures; remove it afterwards."""
    size = count * height * width * np.dtype("float64").itemsize
    memory = shm.SharedMemory(create=True, size=size)
    try:
        rng = np.random.default_rng(seed)
        pixels = np.ndarray((count, height, width), buffer=memory.buf)
        for k in range(count):
            pixels[k] = rng.exponential(1.0, size=(height, width)) * (1 + k / count)
        del pixels
        yield Sequence(memory.name, (count, height, width))
    finally:
        memory.close()
        memory.unlink()


def contrast(sequence: Sequence, index: int, window: int = 7) -> float:
    frame = sequence.frames()[index]
    rows = frame.shape[0] // window * window
    cols = frame.shape[1] // window * window
    tiles = frame[:rows, :cols].reshape(rows // window, window, cols // window, window)
    mean = tiles.mean(axis=(1, 3))
    return float((tiles.std(axis=(1, 3)) / mean).mean())


def main() -> None:
    run = uuid.uuid4().hex[:8]
    with acquire(12, 140, 210, seed=3) as sequence:
        with ProcessPoolExecutor(max_workers=2) as pool:
            jobs = [pool.submit(contrast, sequence, k) for k in range(sequence.shape[0])]
            values = [job.result() for job in jobs]
    print(f"run {run}: contrast {np.mean(values):.3f} +- {np.std(values):.3f}")


if __name__ == "__main__":
    main()
