"""Apply a batch of charges; charges against the shared wallet go one after the other."""
from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import Lock


@dataclass(frozen=True)
class Receipt:
    account: str
    cents: int


@dataclass(frozen=True)
class ChargeJob:
    account: str
    cents: int
    gate: Lock
    shared_wallet: bool = False


def apply_charge(job: ChargeJob) -> Receipt:
    if not job.shared_wallet:
        return Receipt(job.account, job.cents)
    with job.gate:
        return Receipt("wallet", job.cents)


class ChargeRunner:
    def __init__(self, context: BaseContext, workers: int = 2) -> None:
        self.context = context
        self.workers = workers
        self.gate = context.Lock()

    def jobs(self, charges: dict[str, int]) -> list[ChargeJob]:
        return [
            ChargeJob(account, cents, gate=self.gate, shared_wallet=cents > 1000)
            for account, cents in charges.items()
        ]

    def run(self, charges: dict[str, int]) -> list[Receipt]:
        with ProcessPoolExecutor(self.workers, mp_context=self.context) as executor:
            return list(executor.map(apply_charge, self.jobs(charges)))


def main() -> None:
    charges = {"acme": 1250, "globex": 300, "initech": 2400, "umbrella": 80}
    runner = ChargeRunner(multiprocessing.get_context())
    receipts = runner.run(charges)
    booked = sum(receipt.cents for receipt in receipts)
    print(f"{len(receipts)} receipts, {booked} cents booked")
    print("ok" if booked == sum(charges.values()) else "charges missing")


if __name__ == "__main__":
    main()
