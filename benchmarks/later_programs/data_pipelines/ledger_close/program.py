"""Month-end close: net all postings per account and check that the ledger balances."""
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

import postings
from runtime import SETTINGS, chunked


class MonthEndClose:
    def __init__(self, rows):
        self.rows = rows
        self.balances = Counter()

    def run(self):
        with ProcessPoolExecutor(SETTINGS.workers) as executor:
            for partial in executor.map(postings.net, chunked(self.rows)):
                for account, cents in partial.items():
                    self.balances[account] += cents
        return self

    @property
    def balanced(self):
        return sum(self.balances.values()) == 0 and len(self.balances) == 6


def main():
    close = MonthEndClose(postings.sample(200)).run()
    for account in sorted(close.balances):
        print(account, close.balances[account])
    print("ok" if close.balanced else "wrong")


if __name__ == "__main__":
    main()
