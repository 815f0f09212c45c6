"""Reconciles our ledger with the custodian's, one process per account range."""
import multiprocessing
import zlib
from collections import Counter


def ledger(account, day):
    return zlib.crc32(b"%d/%d" % (account, day)) % 10_000


def custodian(account, day):
    amount = ledger(account, day)
    return amount + 1 if (account + day) % 3 == 0 else amount


class RangeCheck(multiprocessing.Process):
    """Compares the two sides for a range of accounts and reports each difference."""

    def __init__(self, accounts, days, out):
        super().__init__(name=f"accounts-{accounts.start}")
        self.accounts, self.days, self.out = accounts, days, out

    def run(self):
        for account in self.accounts:
            for day in range(self.days):
                ours, theirs = ledger(account, day), custodian(account, day)
                if ours != theirs:
                    self.out.put({"account": account, "day": day, "ours": ours, "theirs": theirs})
        self.out.put(self.name)


class Reconciliation:
    def __init__(self, accounts, days, width=50):
        self.days = days
        self.ranges = [range(low, min(low + width, accounts)) for low in range(0, accounts, width)]
        self.reports = multiprocessing.Queue()
        self.checks = []

    def __enter__(self):
        self.checks = [RangeCheck(each, self.days, self.reports) for each in self.ranges]
        for check in self.checks:
            check.start()
        return self

    def __exit__(self, *failure):
        for check in self.checks:
            check.join()
        lost = [check.name for check in self.checks if check.exitcode]
        if lost and failure[0] is None:
            raise RuntimeError(f"ranges not checked: {lost}")

    def breaks(self):
        ended = 0
        while ended < len(self.checks):
            report = self.reports.get(timeout=30)
            if isinstance(report, str):
                ended += 1
            else:
                yield report


def by_day(breaks):
    return Counter(each["day"] for each in breaks)


def main():
    with Reconciliation(accounts=200, days=60) as run:
        print(f"checking {len(run.ranges)} ranges")
    worst = by_day(run.breaks()).most_common(1)
    print(f"worst day {worst}")


if __name__ == "__main__":
    main()
