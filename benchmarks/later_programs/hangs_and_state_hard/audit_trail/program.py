"""Replay a day of account movements with an audit trail on disk."""
import os
import tempfile

from trail import AuditTrail


def replay(movements, trail):
    balances = {}
    for account, amount in movements:
        balances[account] = balances.get(account, 0) + amount
        trail.record(account, amount, balances[account])
    return balances


def main():
    path = os.path.join(tempfile.mkdtemp(prefix="audit-"), "trail.csv")
    movements = [("acc%d" % (n % 7), n % 13 - 5) for n in range(300)]
    with AuditTrail(path) as trail:
        balances = replay(movements, trail)
    print("%d accounts, %d movements, trail in %s" % (len(balances), len(movements), path))


if __name__ == "__main__":
    main()
