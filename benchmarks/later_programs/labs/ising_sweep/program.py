"""Two-stage scan for the Curie point of a small lattice."""
import argparse

import engine
import scan


def measure(grid, side, sweeps, workers, base_seed):
    jobs = [(t, side, sweeps, base_seed + k) for k, t in enumerate(grid.temperatures())]
    with engine.worker_pool(workers) as pool:
        return pool.map(engine.magnetisation, jobs)


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=8)
    parser.add_argument("--sweeps", type=int, default=30)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args(argv)

    coarse = measure(scan.Grid(1.5, 3.5, 6), args.side, args.sweeps, args.workers, 100)
    window = scan.steepest(coarse)
    print(f"transition between {window.low:.2f} and {window.high:.2f}")
    fine = measure(window, args.side, args.sweeps, args.workers, 200)
    for temperature, m in fine:
        print(f"{temperature:.3f}  {m:.3f}")


if __name__ == "__main__":
    main()
