from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import Dict, Iterable, List

from ports import Ledger, Runner


class BookLedger(Ledger):
    def __init__(self) -> None:
        self.accounts: Dict[str, int] = defaultdict(int)

    def post(self, customer: str, cents: int) -> None:
        self.accounts[customer] += cents

    def balance(self, customer: str) -> int:
        return self.accounts[customer]


class ProcessRunner(Runner):
    def __init__(self, size: int) -> None:
        self.size = size

    def each(self, job, items: Iterable) -> List:
        with ProcessPoolExecutor(self.size) as executor:
            return list(executor.map(job, items))
