"""Median-filter a stack of photographic plates, one process a slab of rows."""
import argparse
import multiprocessing as mp
import time

import numpy as np

HALO = 1


def make_stack(depth, rows, cols, seed=11):
    rng = np.random.default_rng(seed)
    stack = rng.normal(100.0, 5.0, size=(depth, rows, cols))
    hot = rng.integers(0, rows * cols, size=rows)
    stack.reshape(depth, -1)[:, hot] += 500.0
    return stack


def median3(slab):
    padded = np.pad(slab, ((0, 0), (0, 0), (HALO, HALO)), mode="edge")
    windows = np.stack([padded[..., k:k + slab.shape[-1]] for k in range(3)])
    return np.median(windows, axis=0)


def filter_rows(first, slab, out):
    out.put((first, median3(slab)))


def launch(stack, parts):
    out = mp.Queue()
    edges = np.linspace(0, stack.shape[1], parts + 1).astype(int)
    workers = []
    for a, b in zip(edges[:-1], edges[1:]):
        worker = mp.Process(target=filter_rows, args=(int(a), stack[:, a:b], out),
                            name=f"rows{a}-{b}")
        worker.start()
        workers.append(worker)
    return out, workers


def wait_for(workers):
    for worker in workers:
        worker.join()
    failed = [w.name for w in workers if w.exitcode]
    if failed:
        raise SystemExit(f"slabs failed: {', '.join(failed)}")


def assemble(shape, out, parts):
    cleaned = np.empty(shape)
    for _ in range(parts):
        first, slab = out.get()
        cleaned[:, first:first + slab.shape[1]] = slab
    return cleaned


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--parts", type=int, default=3)
    parser.add_argument("--shape", type=int, nargs=3, default=(6, 240, 320))
    options = parser.parse_args()

    stack = make_stack(*options.shape)
    started = time.perf_counter()
    out, workers = launch(stack, options.parts)
    wait_for(workers)
    cleaned = assemble(stack.shape, out, options.parts)
    print(f"max {stack.max():.1f} -> {cleaned.max():.1f} "
          f"in {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
