"""Estimate a diffusion constant from independent walkers."""
import argparse
import multiprocessing as mp
import tempfile

import provenance
import walkers


def parse(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--walkers", type=int, default=60)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--wall", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--start-method", default="spawn",
                        choices=mp.get_all_start_methods())
    return parser.parse_args(argv)


def run(options):
    jobs = [(seed, options.steps, options.wall) for seed in range(options.walkers)]
    with mp.Pool(options.workers) as pool:
        return pool.map(walkers.displacement, jobs, chunksize=10)


def main():
    options = parse()
    with tempfile.TemporaryDirectory(prefix="diffusion-") as folder:
        record = provenance.collect(options)
        mp.set_start_method(options.start_method)
        ends = run(options)
        record["second_moment"] = walkers.second_moment(ends)
        print("provenance in", provenance.write(record, folder))
    print("D =", record["second_moment"] / (2 * options.steps))


if __name__ == "__main__":
    main()
