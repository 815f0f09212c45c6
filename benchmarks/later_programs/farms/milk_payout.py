#!/usr/bin/env python3
"""Monthly milk payout for the co-operative.

Each supplier's statement is worked out on its own; the board wants every
figure cut (not rounded) to seven significant digits.
"""
from __future__ import print_function

import decimal
import sys
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal as D

FAT_BONUS = D("0.0273")
BASE = D("0.4217")

SUPPLIERS = {
    "Aune": ["812.4", "799.13", "805.77"],
    "Bergstrom": ["1204.51", "1198.06", "1211.9"],
    "Czerny": ["433.3", "420.01", "441.26"],
}


def statement(item):
    name, litres = item
    total = D(0)
    for text in litres:
        l = D(text)
        total += l * BASE + l * FAT_BONUS / D(3)
    return name, total / len(litres)


def setup_accounting():
    ctx = decimal.getcontext()
    ctx.prec = 7
    ctx.rounding = decimal.ROUND_DOWN


def main():
    setup_accounting()
    ledger = {}
    with ProcessPoolExecutor(max_workers=2) as ex:
        for name, amount in ex.map(statement, sorted(SUPPLIERS.items())):
            ledger[name] = amount

    bad = 0
    for name in sorted(ledger):
        digits = len(ledger[name].as_tuple().digits)
        print("%-12s %s" % (name, ledger[name]))
        if digits > 7:
            bad += 1
    if bad:
        print("%d statements do not balance" % bad)
    else:
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
