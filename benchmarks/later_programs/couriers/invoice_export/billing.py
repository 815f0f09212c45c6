from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Iterable, List, Tuple

Line = Tuple[str, int]


@dataclass(frozen=True)
class Invoice:
    number: str
    lines: Tuple[Line, ...]


def total_of(invoice: Invoice) -> Tuple[str, int]:
    return invoice.number, sum(cents for _, cents in invoice.lines)


class BillingService:
    def __init__(self, vat_percent: int, workers: int) -> None:
        self.vat_percent = vat_percent
        self.workers = workers

    def gross(self, invoices: Iterable[Invoice]) -> List[Tuple[str, int]]:
        with ProcessPoolExecutor(max_workers=self.workers) as executor:
            net = list(executor.map(total_of, invoices))
        return [(number, cents * (100 + self.vat_percent) // 100) for number, cents in net]
