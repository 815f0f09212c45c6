"""End-of-month settlement: accrue interest per account, print the closing balances."""
import argparse
import multiprocessing
import sys

import money
from accrual import Position, accrue

POSITIONS = """\
NOSTRO-1;1000000.00;0.0425;30
NOSTRO-2;250000.50;0.0390;31
VOSTRO-7;99.99;0.0710;90
"""


def cli() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="settlement")
    parser.add_argument("--digits", type=int, default=money.CLEARING_DIGITS)
    parser.add_argument("--jobs", type=int, default=2)
    return parser


def main(argv=None) -> int:
    options = cli().parse_args(argv)
    money.adopt_clearing_rules(options.digits)
    book = [Position.parse(line) for line in POSITIONS.splitlines()]
    with multiprocessing.Pool(options.jobs) as pool:
        statements = pool.map(accrue, book)
    for statement in statements:
        print(f"{statement.account}: {statement.closing} EUR")
    total = sum(statement.closing for statement in statements)
    print(f"total: {total:.2f} EUR")
    return 0


if __name__ == "__main__":
    sys.exit(main())
