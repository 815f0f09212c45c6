"""Bootstrap confidence intervals of ERP amplitudes, one channel per task."""
import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np

import resample
import settings

CHANNELS = ("Fz", "Cz", "Pz", "Oz")


def simulated_trials(index, n=60):
    rng = np.random.default_rng(1000 + index)
    return rng.normal(loc=2.0 + 0.5 * index, scale=1.5, size=n)


def build_jobs():
    return [(name, i, simulated_trials(i)) for i, name in enumerate(CHANNELS)]


def parse(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--confidence", type=float, default=0.80)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(argv)


def run(jobs, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        return dict(executor.map(resample.interval_of, jobs))


def main(argv=None):
    args = parse(argv)
    settings.CONFIDENCE = args.confidence

    jobs = build_jobs()
    intervals = run(jobs, args.workers)

    reference = dict(map(resample.interval_of, jobs))
    for channel in CHANNELS:
        low, high = intervals[channel]
        print(f"{channel}: {low:+.3f} .. {high:+.3f}", file=sys.stderr)
    print("ok" if intervals == reference else "intervals differ from the serial run")


if __name__ == "__main__":
    main()
