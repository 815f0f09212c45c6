#!/usr/bin/env python
# Sums up the statements that the bank sends every month: semicolons, single quotes, decimal commas.
import csv
import os
import sys
import tempfile
from multiprocessing import Pool

STATEMENTS = {
    "2021-01.csv": "date;payee;amount\n2021-01-04;'Mill; north';-120,50\n2021-01-09;Baker;-8,20\n",
    "2021-02.csv": "date;payee;amount\n2021-02-01;Salary;2400,00\n2021-02-03;'Rent; flat 3';-810,00\n",
    "2021-03.csv": "date;payee;amount\n2021-03-01;Salary;2400,00\n",
}


def amount(text):
    return round(float(text.replace(",", ".")) * 100)


def total(path):
    with open(path, newline="") as stream:
        return sum(amount(row["amount"]) for row in csv.DictReader(stream, dialect="bank"))


def unpack(folder):
    paths = []
    for name, text in sorted(STATEMENTS.items()):
        path = os.path.join(folder, name)
        with open(path, "w", newline="") as stream:
            stream.write(text)
        paths.append(path)
    return paths


def main():
    csv.register_dialect("bank", delimiter=";", quotechar="'", lineterminator="\n")
    with tempfile.TemporaryDirectory() as folder:
        paths = unpack(folder)
        pool = Pool(2)
        try:
            totals = pool.map(total, paths)
        finally:
            pool.close()
            pool.join()
    for path, cents in zip(paths, totals):
        print("%s %10.2f" % (os.path.basename(path), cents / 100.0))
    if sum(totals) != 386130:
        sys.exit("the sum is not what the bank says: %d" % sum(totals))
    print("ok")


if __name__ == "__main__":
    main()
