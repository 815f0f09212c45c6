"""Billing run: prices all cases of a quarter and writes the summary for the accounts office."""

import multiprocessing as mp
from collections import namedtuple

import tariffs

Case = namedtuple("Case", "number clinic codes")

CASES = [
    Case(1041, "eye", ["01100", "32025"]),
    Case(1042, "eye", ["03230"]),
    Case(1043, "heart", ["13250", "13250", "03230"]),
    Case(1044, "heart", ["32025", "32025", "32025"]),
    Case(1045, "skin", ["01100", "03230"]),
]


def price(case):
    return case.number, round(tariffs.points(case.codes) * tariffs.point_value(), 2)


def pool_options(quarter):
    options = {"processes": 2}
    if mp.get_start_method() == "spawn":
        options["initializer"] = tariffs.load
        options["initargs"] = (quarter,)
    return options


def bill(quarter, cases):
    tariffs.load(quarter)
    with mp.Pool(**pool_options(quarter)) as pool:
        return dict(pool.map(price, cases))


def summary(amounts, cases):
    by_clinic = {}
    for case in cases:
        by_clinic[case.clinic] = by_clinic.get(case.clinic, 0) + amounts[case.number]
    return by_clinic


def main():
    amounts = bill("2026Q2", CASES)
    for number, amount in sorted(amounts.items()):
        print("case %d: %.2f" % (number, amount))
    totals = summary(amounts, CASES)
    for clinic in sorted(totals):
        print("%-6s %8.2f" % (clinic, totals[clinic]))
    if min(amounts.values()) > 0:
        print("ok")
    else:
        print("cases without an amount: %d" % sum(a == 0 for a in amounts.values()))


if __name__ == "__main__":
    main()
