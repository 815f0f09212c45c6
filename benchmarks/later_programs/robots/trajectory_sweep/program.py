"""Search the fastest jog profile that the gantry survives."""
import argparse
import itertools
import multiprocessing as mp

from rig import gantry
from scoring import Candidate, score


def parse_arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scales", type=float, nargs="+", default=[0.5, 0.75, 1.0])
    parser.add_argument("--accelerations", type=float, nargs="+", default=[1.0, 2.5])
    return parser.parse_args(argv)


def candidates(rig, scales, accelerations):
    for scale, acceleration in itertools.product(scales, accelerations):
        yield Candidate(rig, scale, acceleration)


def sweep(ctx, arguments):
    rig = gantry(ctx)
    grid = list(candidates(rig, arguments.scales, arguments.accelerations))
    with ctx.Pool(arguments.workers) as pool:
        durations = pool.map(score, grid, chunksize=1)
    rated = [(seconds, str(one)) for seconds, one in zip(durations, grid) if seconds is not None]
    return rig, sorted(rated)


def main():
    arguments = parse_arguments([])
    rig, rated = sweep(mp.get_context(), arguments)
    print(f"{rig.label}: limited by {rig.slowest().name}")
    for seconds, label in rated:
        print(f"  {seconds:6.3f} s  {label}")
    print(f"{len(rated)} profiles rated")


if __name__ == "__main__":
    main()
