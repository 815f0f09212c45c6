"""Run a resonance sweep on every channel and list the RMS levels."""
import argparse
import multiprocessing as mp

import fleet
from shaker import CHANNELS, record


def rms(samples):
    return (sum(s * s for s in samples) / len(samples)) ** 0.5


def run(seconds):
    traces = mp.Queue()
    procs = fleet.launch(record, [(ch, seconds, traces) for ch in CHANNELS])
    failed = fleet.settle(procs)
    if failed:
        raise RuntimeError(f"no data from {', '.join(failed)}")
    levels = {}
    for _ in procs:
        name, samples = traces.get()
        levels[name] = rms(samples)
    return levels


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=12.0)
    opts = parser.parse_args(argv)
    for name, level in sorted(run(opts.seconds).items()):
        print(f"{name:12s} {level:8.4f} g")
    print("ok")


if __name__ == "__main__":
    main()
