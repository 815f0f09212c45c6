"""Three tills on a Saturday; the sum must be right in the evening."""

import os
import tempfile
from multiprocessing import Barrier

from ledger import Ledger
from till import Till

SALES = [[5] * 15, [7] * 15, [11] * 15]


def saturday(folder):
    ledger = Ledger(os.path.join(folder, "balance"))
    ledger.open()
    doors = Barrier(len(SALES))
    tills = [Till(ledger, sales, doors) for sales in SALES]
    for till in tills:
        till.start()
    for till in tills:
        till.join()
    if any(till.exitcode for till in tills):
        print("a till broke; sum is off")
    return ledger.balance


def main():
    with tempfile.TemporaryDirectory() as folder:
        balance = saturday(folder)
    expected = sum(map(sum, SALES))
    print("ok" if balance == expected else f"sum is off by {expected - balance}")


if __name__ == "__main__":
    main()
