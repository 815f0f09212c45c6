"""Choose the forecaster that would have served a bakery best."""
import argparse
import functools
import multiprocessing

from models import CANDIDATES

LOAVES = [210, 180, 195, 260, 214, 186, 199, 267, 220, 190, 204, 272, 225, 193, 209, 280]


def judge(name, series):
    return CANDIDATES[name].validate(series), name


def rank(names, series, processes):
    with multiprocessing.Pool(processes) as pool:
        return sorted(pool.imap_unordered(functools.partial(judge, series=series), names))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=sorted(CANDIDATES))
    parser.add_argument("-j", "--processes", type=int, default=2)
    options = parser.parse_args()
    for place, (error, name) in enumerate(rank(options.names, LOAVES, options.processes), start=1):
        print(f"{place}. {name:<10} mean error {error:6.2f} loaves")


if __name__ == "__main__":
    main()
