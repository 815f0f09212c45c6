"""Random search whose trials report each step."""

import argparse
import functools
import random
from concurrent.futures import ProcessPoolExecutor

from reporting import make_reporter


def run_trial(number, reporter, steps):
    rng = random.Random(number)
    x = rng.uniform(-5.0, 5.0)
    rate = rng.choice([0.1, 0.3])
    for step in range(steps):
        x -= rate * 2.0 * (x - 1.5)
        reporter.report(number, step, (x - 1.5) ** 2)
    return x


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", choices=("silent", "stream", "parent"), default="parent")
    parser.add_argument("--trials", type=int, default=4)
    parser.add_argument("--steps", type=int, default=5)
    arguments = parser.parse_args(argv)
    reporter = make_reporter(arguments.report)
    trial = functools.partial(run_trial, reporter=reporter, steps=arguments.steps)
    with ProcessPoolExecutor(max_workers=2) as executor:
        found = list(executor.map(trial, range(arguments.trials)))
    print(f"{len(found)} trials, {len(reporter.collected())} reports")
    print("ok")


if __name__ == "__main__":
    main()
