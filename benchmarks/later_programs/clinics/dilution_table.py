"""Dilution table for the pharmacy, rounded the way its rules want it."""

import decimal
import logging
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal as D

log = logging.getLogger("pharmacy")

STOCK = D("2.5")  # mg/ml
DOSES = [D(x) for x in ("0.3125", "1.0625", "0.5", "0.9375")]


def pharmacy_rules():
    """In every process that computes: three digits, halves upwards, and our log format."""
    context = decimal.getcontext()
    context.prec = 3
    context.rounding = decimal.ROUND_HALF_UP
    logging.basicConfig(level=logging.INFO, format="%(processName)s %(message)s")


def volume(dose):
    log.debug("dose %s", dose)
    return dose, +dose / STOCK


def table(doses, folder):
    rows = []
    with ProcessPoolExecutor(2, initializer=pharmacy_rules) as executor:
        for dose, millilitres in executor.map(volume, doses):
            rows.append("%s mg %s ml" % (dose, millilitres))
    with open(os.path.join(folder, "table.txt"), "w") as file:
        file.write("\n".join(rows))
    return rows


def main():
    pharmacy_rules()
    with tempfile.TemporaryDirectory() as folder:
        rows = table(DOSES, folder)
    for row in rows:
        print(row)
    expected = ["%s mg %s ml" % (dose, +dose / STOCK) for dose in DOSES]
    assert rows == expected, expected
    assert rows[0] == "0.3125 mg 0.125 ml", rows[0]
    print("ok")


if __name__ == "__main__":
    main()
