"""Entry point: poll all controllers once."""

import argparse
import multiprocessing as mp

from fleet.limits import limits
from fleet.poll import READINGS, complaints


def poll_all(processes):
    with mp.Pool(processes) as pool:
        return dict(pool.map(complaints, sorted(READINGS)))


def arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--temperature", type=float, default=50.0)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args(argv)


def main():
    args = arguments()
    limits.override(temperature=args.temperature)
    late = {name: quantities for name, quantities in poll_all(args.processes).items() if quantities}
    if sorted(late) == ["oven-1", "press-2"]:
        print("ok")
    else:
        print("too hot:", sorted(late))


if __name__ == "__main__":
    main()
