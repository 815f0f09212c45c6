"""A table of text features."""

import argparse
from concurrent.futures import ProcessPoolExecutor

from columns import COLUMNS, row
from options import options

TEXTS = ["Free money NOW", "minutes of the meeting", "WIN WIN WIN", "re: draft"]


def configure(settings):
    options.apply(settings)


def table(texts, workers):
    settings = options.as_dict()
    with ProcessPoolExecutor(workers, initializer=configure, initargs=(settings,)) as executor:
        return list(executor.map(row, texts))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    options.scale = arguments.scale
    options.columns = sorted(COLUMNS)
    rows = table(TEXTS, arguments.workers)
    assert [len(each) for each in rows] == [3] * 4, rows
    assert rows[0][0] == 140.0, rows
    print("ok")


if __name__ == "__main__":
    main()
