"""Fees of the laboratory, with the control total of the accounts department."""

import decimal
from decimal import Decimal
from functools import partial
from multiprocessing import Pool

ANALYSES = {
    "blood count": Decimal("4.20"),
    "glucose": Decimal("2.20"),
    "ferritin": Decimal("8.60"),
    "TSH": Decimal("9.80"),
    "culture": Decimal("15.40"),
}
ORDERS = [
    ("Green practice", ["blood count", "ferritin"]),
    ("Dr. Osei", ["glucose"]),
    ("Dr. Lindqvist", ["culture", "TSH", "TSH"]),
    ("Riverside clinic", ["blood count", "glucose", "glucose"]),
    ("Dr. Moreau", ["ferritin", "TSH"]),
]
CONTROL_TOTAL = Decimal("67.43")


def to_cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def fee(analysis, rebate):
    return to_cents(ANALYSES[analysis] * (1 - rebate))


def invoice(order, rebate=Decimal(0)):
    customer, analyses = order
    return customer, sum((fee(name, rebate) for name in analyses), Decimal(0))


def main():
    # halves are rounded up, as the fee schedule wants it
    decimal.getcontext().rounding = decimal.ROUND_HALF_UP

    with Pool(2) as pool:
        invoices = pool.map(partial(invoice, rebate=Decimal("0.125")), ORDERS)

    for customer, amount in invoices:
        print(f"{customer:18}{amount:>8}")
    total = sum(amount for _, amount in invoices)
    print(f"{'total':18}{total:>8}")
    if total == CONTROL_TOTAL:
        print("ok")
    else:
        print(f"differs from the control total by {CONTROL_TOTAL - total}")


if __name__ == "__main__":
    main()
