"""Checks the travel expense claims of the council's staff.

    program.py [--year YEAR] [--max AMOUNT] [--lenient]
"""

import getopt
import multiprocessing as mp
import sys

import checks
import config

CLAIMS = [
    {"number": 1, "date": "2026-02-03", "amount": 61.20, "receipt": "r1.pdf"},
    {"number": 2, "date": "2026-02-11", "amount": 240.00, "receipt": "r2.pdf"},
    {"number": 3, "date": "2025-12-30", "amount": 18.90, "receipt": "r3.pdf"},
    {"number": 4, "date": "2026-03-01", "amount": 9.50},
    {"number": 5, "date": "2026-03-02", "amount": 99.00, "receipt": "r5.pdf"},
]


def read_command_line(arguments):
    config.year, config.max_amount, config.strict = 2026, 150, True
    options, _ = getopt.getopt(arguments, "", ["year=", "max=", "lenient"])
    for name, value in options:
        if name == "--year":
            config.year = int(value)
        elif name == "--max":
            config.max_amount = int(value)
        elif name == "--lenient":
            config.strict = False


def main(arguments):
    read_command_line(arguments)
    print("claims of %d, at most %d" % (config.year, config.max_amount))
    with mp.Pool(2) as pool:
        rejected = {number: problems for number, problems in pool.imap(checks.run, CLAIMS) if problems}
    for number, problems in rejected.items():
        print("claim %d: %s" % (number, "; ".join(problems)))
    accepted = [claim["amount"] for claim in CLAIMS if claim["number"] not in rejected]
    print("to be paid: %.2f" % sum(accepted))
    if len(accepted) == 2:
        print("ok")


if __name__ == "__main__":
    main(sys.argv[1:])
