"""Run the property suite on several processes and print one line a case."""
import argparse
import multiprocessing as mp
import sys
from concurrent.futures import ProcessPoolExecutor

from suite import cases, state


def open_executor(workers, options):
    if mp.get_start_method() == "spawn":
        return ProcessPoolExecutor(workers, initializer=state.install, initargs=(options,))
    return ProcessPoolExecutor(workers)


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-j", "--workers", type=int, default=2)
    parser.add_argument("-n", "--examples", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2718)
    parser.add_argument("-k", dest="keyword", default="")
    return parser.parse_args(argv)


def main(argv=None):
    ns = parse(argv)
    options = state.Options(seed=ns.seed, examples=ns.examples)
    state.install(options)
    selected = sorted(name for name in cases.CASES if ns.keyword in name)
    broken = 0
    with open_executor(ns.workers, options) as executor:
        for name, examples, failed in executor.map(cases.execute, selected):
            broken += bool(failed)
            print(f"{name:<24} {examples} examples, {failed} failed")
    print(f"{len(selected) - broken} of {len(selected)} properties hold")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
