"""Cloud mask of a satellite scene, bands computed in parallel into shared memory."""
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import shared_memory

import numpy as np

SHAPE = (600, 800)
DTYPE = np.float64


def attach(name):
    block = shared_memory.SharedMemory(name=name)
    return np.ndarray(SHAPE, dtype=DTYPE, buffer=block.buf)


def compute_band(name, first, last):
    scene = attach(name)
    y, x = np.mgrid[first:last, 0 : SHAPE[1]]
    scene[first:last] = np.sin(y / 40.0) * np.cos(x / 55.0)
    return int((scene[first:last] > 0.5).sum())


def bands(rows, count):
    edges = np.linspace(0, rows, count + 1).astype(int)
    return list(zip(edges[:-1].tolist(), edges[1:].tolist()))


def main():
    size = int(np.prod(SHAPE)) * np.dtype(DTYPE).itemsize
    shm = shared_memory.SharedMemory(create=True, size=size)
    try:
        with ProcessPoolExecutor(2) as executor:
            futures = [executor.submit(compute_band, shm.name, a, b) for a, b in bands(SHAPE[0], 4)]
            cloudy = sum(f.result() for f in futures)
        print(f"cloudy: {100 * cloudy / (SHAPE[0] * SHAPE[1]):.1f} %")
    finally:
        shm.close()
        shm.unlink()
    print("ok")


if __name__ == "__main__":
    main()
