"""The command line."""

import argparse

from survey import settings
from survey.fields import sources_in
from survey.pool import open_pool


def main(argv=None):
    parser = argparse.ArgumentParser(prog="survey")
    parser.add_argument("--depth", type=float, default=12.0)
    parser.add_argument("--band", default="g")
    parser.add_argument("fields", nargs="*", default=["ab", "abc", "abcd"])
    options = parser.parse_args(argv)
    settings.use(depth=options.depth, band=options.band)
    with open_pool(2) as pool:
        counts = pool.map(sources_in, options.fields)
    expected = [sources_in(field) for field in options.fields]
    if counts != expected:
        print("the workers used other settings")
        return 1
    for field, count in zip(options.fields, counts):
        print(f"{field}: {count} sources to depth {settings.current.depth}")
    print("ok")
    return 0
