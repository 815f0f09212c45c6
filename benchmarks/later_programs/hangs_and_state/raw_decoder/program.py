from multiprocessing import Pool
from typing import Callable, Iterable, List

import frames


def load_frames(count: int) -> List[bytes]:
    captured = [frames.pack(f"reading {n}: {n * 1.5:.1f}".encode()) for n in range(count)]
    damaged = bytearray(captured[count // 2])
    damaged[-1] ^= 0xFF
    captured[count // 2] = bytes(damaged)
    return captured


def run_parallel(func: Callable, items: Iterable, workers: int = 2) -> list:
    with Pool(processes=workers) as pool:
        return pool.map(func, items, chunksize=1)


def main() -> None:
    lines = run_parallel(frames.decode, load_frames(12))
    for line in lines[:3]:
        print(line)
    print("ok" if len(lines) == 12 else "mismatch")


if __name__ == "__main__":
    main()
