"""Imports the register of clubs; each line of the file is written like a command line."""
import argparse
import shlex
from functools import lru_cache
from multiprocessing import get_context


class BadLine(ValueError):
    """A line that cannot be read."""


class LineParser(argparse.ArgumentParser):
    def error(self, message):
        raise BadLine(message)


LINES = [
    "--name 'Rowing club' --members 120",
    "--name 'Choir' --members many",
    "--name 'Chess club' --members 48",
]


@lru_cache(maxsize=None)
def grammar():
    parser = LineParser(prog="club", add_help=False)
    parser.add_argument("--name", required=True)
    parser.add_argument("--members", type=int, default=0)
    return parser


class Importer:
    def __init__(self, large):
        self.large = large

    def __call__(self, line):
        try:
            club = grammar().parse_args(shlex.split(line))
        except BadLine as error:
            return f"bad line: {error}"
        return f"{club.name}: {'large' if club.members >= self.large else 'small'}"


def main():
    context = get_context("spawn")
    with context.Pool(2) as pool:
        for outcome in pool.imap(Importer(large=100), LINES):
            print(outcome)
    print("ok")


if __name__ == "__main__":
    main()
