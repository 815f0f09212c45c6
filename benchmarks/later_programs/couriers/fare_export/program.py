import argparse
import sys

from fares import Trip, fares

COMMANDS = {}


def command(func):
    COMMANDS[func.__name__] = func
    return func


def trips():
    for number in range(8):
        yield Trip(driver="ana" if number % 3 else "bo", km=4 + number, night=number % 2 == 0)


@command
def export(options) -> int:
    rows = fares(trips(), options.workers)
    assert rows == fares(trips(), 1)
    print(f"{len(rows)} trips, {sum(rows)} cents")
    return 0


@command
def count(options) -> int:
    print(sum(1 for _ in trips()))
    return 0


def main(argv) -> int:
    parser = argparse.ArgumentParser(prog="fares")
    parser.add_argument("command", choices=sorted(COMMANDS), nargs="?", default="export")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(argv)
    status = COMMANDS[options.command](options)
    if status == 0:
        print("ok")
    return status


if "__main__" == __name__:
    sys.exit(main(sys.argv[1:]))
