"""Revalue foreign positions at the day's rates."""
from decimal import Context, Decimal

import workers


class Revaluation:
    def __init__(self, positions, make_pool=workers.day_pool):
        self.positions = positions
        self.make_pool = make_pool
        self.log = []

    def run(self, setup):
        with self.make_pool(setup) as pool:
            results = pool.imap(workers.revalue, self.positions)
            for currency, value in results:
                self.log.append((currency, str(value)))
        return self.log


def by_hand(positions, setup):
    context = Context(prec=setup.digits)
    for currency, amount in positions:
        yield currency, str(context.divide(context.multiply(amount, setup.rates[currency]), Decimal(3)))


def main():
    setup = workers.DaySetup({"USD": Decimal("0.9231"), "GBP": Decimal("1.1702")}, digits=6)
    positions = [(currency, Decimal(1000 + 7 * n)) for n in range(6) for currency in ("USD", "GBP")]
    log = Revaluation(positions).run(setup)
    for currency, value in log[:4]:
        print(currency, value)
    print("ok" if log == list(by_hand(positions, setup)) else "wrong")


if "__main__" == __name__:
    main()
