"""Anneal one set of stations from many seeds and keep the shortest tour."""
import argparse
import multiprocessing

import annealer
import budget


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--stations", type=int, default=12)
    parser.add_argument("--steps", type=int, default=1500)
    args = parser.parse_args()

    points = annealer.stations(args.stations, seed=5)
    jobs = [(seed, points, args.steps) for seed in range(args.seeds)]
    workers = budget.worker_budget()
    with multiprocessing.Pool(processes=workers) as pool:
        tours = pool.map(annealer.anneal, jobs, chunksize=1)
    for group in budget.chunks(sorted(tours, key=lambda t: t[1]), 2):
        print("  ".join(f"{seed}:{length:.3f}" for seed, length in group))
    print("shortest", min(length for _, length in tours))


if __name__ == "__main__":
    main()
