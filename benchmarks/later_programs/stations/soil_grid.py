"""Soil moisture on a grid in shared memory, relaxed by several processes."""
from __future__ import annotations

import sys
from contextlib import contextmanager
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory
from typing import Iterator

import numpy as np


class Grid:
    """An array and the block of memory it lies in, which live and end together."""

    def __init__(self, shape: tuple[int, int], name: str | None = None) -> None:
        size = int(np.prod(shape)) * 8
        self.shape = shape
        self.block = SharedMemory(name=name) if name else SharedMemory(create=True, size=size)
        self.cells = np.ndarray(shape, dtype="f8", buffer=self.block.buf)

    def snapshot(self) -> np.ndarray:
        return self.cells.copy()

    def close(self) -> None:
        del self.cells
        self.block.close()


@contextmanager
def shared_grid(shape: tuple[int, int]) -> Iterator[Grid]:
    grid = Grid(shape)
    try:
        yield grid
    finally:
        grid.close()
        grid.block.unlink()


def wettest(name: str, shape: tuple[int, int]) -> np.ndarray:
    block = SharedMemory(name=name)
    try:
        view = np.ndarray(shape, dtype="f8", buffer=block.buf)
        rows = view.max(axis=1)
        del view
        return rows
    finally:
        block.close()


def rain(name: str, shape: tuple[int, int], rows: slice) -> None:
    grid = Grid(shape, name)
    band = np.arange(rows.start, rows.stop)[:, None]
    grid.cells[rows] = 0.3 + 0.01 * (band % 7)
    grid.close()


def main() -> None:
    shape = (120, 90)
    with shared_grid(shape) as grid:
        clouds = [Process(target=rain, args=(grid.block.name, shape, slice(k, k + 40))) for k in (0, 40, 80)]
        for c in clouds:
            c.start()
        for c in clouds:
            c.join()
        if any(c.exitcode for c in clouds):
            sys.exit("it did not rain everywhere")
        before = grid.snapshot()
        top = wettest(grid.block.name, shape)
        grid.cells[:] = 0
    print(f"mean {before.mean():.4f}, wettest row {top.max():.2f}")
    assert before.min() >= 0.3 and abs(top.max() - 0.36) < 1e-12
    print("ok")


if __name__ == "__main__":
    main()
