"""Roll a month of cloud usage up into one amount per team.

Usage lines come from the exporter as JSON lines; finance wants every line
rounded commercially to the cent before it is added up.
"""
import argparse
import decimal
import logging
import multiprocessing as mp
import pathlib
import sys
import tempfile

import rollup
from usage import write_sample

log = logging.getLogger("costroll")


def configure_money(digits, mode):
    money = decimal.getcontext()
    money.prec = digits
    money.rounding = mode


def team_files(folder):
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise SystemExit("no usage files in %s" % folder)
    return found


def parse(argv):
    parser = argparse.ArgumentParser(prog="costroll", description=__doc__)
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--digits", type=int, default=18)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true")
    return parser.parse_args(argv)


def report(folder, jobs):
    grand = decimal.Decimal(0)
    with mp.Pool(processes=jobs) as pool:
        for invoice in pool.map(rollup.bill_team, team_files(folder)):
            grand += invoice.amount
            print("%-10s %3d lines %10s EUR" % (invoice.team, invoice.lines, invoice.amount))
    print("grand total %s EUR" % grand)
    return grand


def main(argv=None):
    args = parse(argv)
    if args.verbose:
        log.setLevel(logging.INFO)
    configure_money(args.digits, decimal.ROUND_HALF_UP)
    if args.folder is not None:
        report(args.folder, args.jobs)
        return 0
    with tempfile.TemporaryDirectory(prefix="costroll-") as tmp:
        write_sample(pathlib.Path(tmp))
        report(pathlib.Path(tmp), args.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
