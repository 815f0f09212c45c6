"""Imports petitions; each line of the file is written like a command line."""
import argparse
import shlex
from functools import lru_cache
from multiprocessing.pool import Pool

LINES = [
    "--title 'Bench in the park' --signed 120",
    "--title 'Later buses' --signed many",
    "--title 'A second library' --signed 2048 --ward 3",
]


@lru_cache(maxsize=None)
def grammar():
    parser = argparse.ArgumentParser(prog="petition", add_help=False)
    parser.add_argument("--title", required=True)
    parser.add_argument("--signed", type=int, default=0)
    parser.add_argument("--ward", type=int)
    return parser


class Importer:
    def __init__(self, quorum):
        self.quorum = quorum

    def __call__(self, line):
        try:
            petition = grammar().parse_args(shlex.split(line))
        except (argparse.ArgumentError, ValueError) as error:
            return f"bad line: {error}"
        return f"{petition.title}: {'debated' if petition.signed >= self.quorum else 'filed'}"


def main():
    with Pool(2) as pool:
        for outcome in pool.imap(Importer(quorum=500), LINES):
            print(outcome)
    print("ok")


if __name__ == "__main__":
    main()
