"""Keeps the fares of the day and settles them with the transport companies in batches."""
import atexit
import collections
import random
from concurrent.futures import ProcessPoolExecutor


def settle(company, fares):
    """Share of a company after the city's commission."""
    total = sum(fares)
    return company, total - total * 3 // 100


class Ledger:
    BATCH = 50

    def __init__(self):
        self.executor = ProcessPoolExecutor(max_workers=2)
        self.open = collections.defaultdict(list)
        self.settled = collections.Counter()
        atexit.register(self.close)

    def book(self, company, cents):
        fares = self.open[company]
        fares.append(cents)
        if len(fares) >= self.BATCH:
            self._settle(company)

    def _settle(self, company):
        fares = self.open.pop(company)
        future = self.executor.submit(settle, company, fares)
        name, share = future.result()
        self.settled[name] += share

    def close(self):
        for company in list(self.open):
            self._settle(company)
        self.executor.shutdown()
        for company, cents in sorted(self.settled.items()):
            print(f"{company:8} {cents / 100:9.2f}")
        print("ok")


def main():
    ledger = Ledger()
    tickets = random.Random(11)
    for _ in range(330):
        ledger.book(tickets.choice(["tram", "ferry", "rack"]), tickets.choice([190, 320, 450]))
    print("last tram is in the depot")


if __name__ == "__main__":
    main()
