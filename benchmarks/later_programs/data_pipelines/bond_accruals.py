"""Accrued interest of a bond portfolio, rounded as the ledger wants it."""
import decimal
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, Sequence


@dataclass(frozen=True)
class Bond:
    isin: str
    face: Decimal
    coupon: Decimal
    days: int


class LedgerArithmetic:
    """The ledger keeps seven significant digits, ties to even."""
    digits = 7
    rounding = decimal.ROUND_HALF_EVEN

    @classmethod
    def activate(cls) -> None:
        context = decimal.getcontext()
        context.prec = cls.digits
        context.rounding = cls.rounding


def accrued(bond: Bond) -> Decimal:
    return bond.face * bond.coupon * bond.days / Decimal(365)


class AccrualRun:
    def __init__(self, bonds: Sequence[Bond], workers: int = 2):
        self.bonds = bonds
        self.workers = workers

    def execute(self) -> Dict[str, Decimal]:
        with ProcessPoolExecutor(self.workers) as executor:
            pending = {executor.submit(accrued, bond): bond.isin for bond in self.bonds}
            return {pending[done]: done.result() for done in as_completed(pending)}


def portfolio():
    for n in range(1, 9):
        yield Bond(f"XS{n:010d}", Decimal(1000 * n), Decimal("0.03125"), 17 * n)


def main() -> None:
    LedgerArithmetic.activate()
    bonds = list(portfolio())
    booked = AccrualRun(bonds).execute()
    reference = {bond.isin: accrued(bond) for bond in bonds}
    for isin in sorted(booked):
        print(isin, booked[isin])
    print("ok" if booked == reference else "wrong")


if __name__ == "__main__":
    main()
