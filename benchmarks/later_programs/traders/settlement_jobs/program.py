"""Settle the trades of a day: prices in one pool, checks in an executor, payments on a thread for each bank."""

import logging

from jobs import PaymentDesk, PricePool, check_all

logging.basicConfig(level=logging.WARNING, format="%(message)s")

TRADES = [
    {"id": 1, "isin": "DE01", "units": 10, "bank": "north"},
    {"id": 2, "isin": "FR02", "units": 4, "bank": "south"},
    {"id": 3, "isin": "??", "units": 7, "bank": "north"},
    {"id": 4, "isin": "DE01", "units": 1, "bank": "south"},
]


def main():
    refused = check_all(TRADES)
    good = [trade for trade in TRADES if trade["id"] not in refused]

    pool = PricePool(workers=2)
    try:
        for trade in good:
            pool.submit(trade)
    finally:
        priced = pool.finish()

    with PaymentDesk() as desk:
        paid = desk.pay(priced)
    print("refused", sorted(refused), "paid", {bank: paid[bank] for bank in sorted(paid)})
    print("ok")


if __name__ == "__main__":
    main()
