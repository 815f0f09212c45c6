"""Migrate the accounts of a (made-up) bank in parallel batches; every move leaves an entry in the audit trail."""
import multiprocessing
import os
import sys
import tempfile
import time
from typing import NamedTuple

import trail


class Batch(NamedTuple):
    number: int
    accounts: int


def migrate(batch, path, maintenance):
    trail.open_trail(path)
    maintenance.wait(timeout=8)
    for account in range(batch.accounts):
        trail.log.info("account %02d-%05d moved to the new ledger, balance checked", batch.number, account)
        time.sleep(0.003)


def run(folder, batches):
    """All batches wait for the maintenance window, which opens when the last of them is ready."""
    path = os.path.join(folder, "audit.log")
    maintenance = multiprocessing.Barrier(len(batches))
    crew = {
        batch: multiprocessing.Process(target=migrate, args=(batch, path, maintenance)) for batch in batches
    }
    for process in crew.values():
        process.start()
    for process in crew.values():
        process.join()
    moved = sum(batch.accounts for batch, process in crew.items() if process.exitcode == 0)
    return moved, trail.count_entries(path)


def main():
    batches = [Batch(number, 80) for number in range(5)]
    with tempfile.TemporaryDirectory(prefix="migration-") as folder:
        moved, entries = run(folder, batches)
    print(f"{moved} accounts moved, {entries} entries in the trail")
    if entries != moved:
        print("audit trail incomplete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
