"""Depth-dose curves of three slabs, a batch of histories per process."""
import argparse
import multiprocessing as mp

from simkit import Phantom, run_histories

SLABS = {
    "water": Phantom("water", 30.0, 0.0707),
    "bone": Phantom("bone", 10.0, 0.1256),
    "lung": Phantom("lung", 25.0, 0.0183),
}


def batches(slab, total, size):
    for first in range(0, total, size):
        yield (slab, min(size, total - first), first)


def merge(tallies):
    return [sum(column) for column in zip(*tallies)]


def depth_dose(pool, slab, histories):
    tallies = pool.starmap(run_histories, batches(slab, histories, 2000))
    return merge(tallies)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args(argv)

    with mp.Pool(args.workers) as pool:
        curves = {name: depth_dose(pool, slab, args.histories) for name, slab in SLABS.items()}

    for name, curve in curves.items():
        print(f"{name:6s}", curve)
    print("ok" if all(curve[0] > curve[-1] for curve in curves.values()) else "flat curve")


if __name__ == "__main__":
    mp.set_start_method("spawn")
    main()
