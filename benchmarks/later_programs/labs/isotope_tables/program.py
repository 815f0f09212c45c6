"""Search a decay table block by block with a pool of processes."""
import argparse
import heapq
import multiprocessing as mp

import search
import tables


def blocks(size):
    return [(first, min(first + size, tables.COUNT))
            for first in range(0, tables.COUNT, size)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--block", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=4)
    args = parser.parse_args()

    with mp.Pool(args.processes) as pool:
        found = pool.map(search.strongest, blocks(args.block), chunksize=1)
    best = heapq.nlargest(5, (entry for entries, _ in found for entry in entries))
    for intensity, energy, nuclide in best:
        print(f"nuclide {nuclide:3d}  {energy:9.3f} keV  {intensity:.4f}")
    wrong = sum(misplaced for _, misplaced in found)
    print(f"{wrong} records out of order" if wrong else "table consistent")


if __name__ == "__main__":
    main()
