"""Fees for loans between museums."""
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from multiprocessing import Pool
from time import sleep

TODAY = date(2024, 5, 31)
LOANS = [("Emma", date(2024, 5, 1)), ("Ulysses", date(2024, 5, 30)), ("Dune", date(2023, 12, 24))]


@contextmanager
def clerks(number):
    """A pool of clerks, who finish what they have begun."""
    with Pool(number) as pool:
        yield pool
        pool.close()
        pool.join()


class Desk:
    def __init__(self, stack, number):
        self.pool = Pool(number)
        stack.callback(self.pool.join)
        stack.enter_context(closing(self.pool))

    def later(self, function, *args):
        return self.pool.apply_async(function, args)


def fee(title, due):
    sleep(0.1)
    days = (TODAY - due).days
    return title, 0 if days <= 1 else min(20 * days, 1500)


def assess(loans):
    with clerks(2) as desk:
        assessed = desk.starmap_async(fee, loans, chunksize=1)
    return assessed.get()


def assess_singly(loans):
    with ExitStack() as stack:
        desk = Desk(stack, 2)
        pending = [desk.later(fee, *loan) for loan in loans]
        return [each.get() for each in pending]


def main():
    fees = assess(LOANS)
    assert fees == assess_singly(LOANS)
    for title, cents in fees:
        print(f"{title}: {cents / 100:.2f}")
    print("ok")


if __name__ == "__main__":
    main()
