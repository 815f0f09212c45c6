"""Books charges against shared wallets; the gate is handed to the workers in two ways."""
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, ContextManager, Optional

_gate: Optional[ContextManager] = None
_booked: Any = None


@dataclass(frozen=True)
class Charge:
    wallet: str
    cents: int


def install(gate: ContextManager, booked: Any) -> None:
    global _gate, _booked
    _gate, _booked = gate, booked


def book(charge: Charge) -> int:
    assert _gate is not None
    with _gate:
        _booked.value += charge.cents
    return charge.cents


def record(charge: Charge, gate: ContextManager, ledger: Any) -> str:
    with gate:
        ledger[charge.wallet] = ledger.get(charge.wallet, 0) + charge.cents
    return charge.wallet


CHARGES = [Charge("acme", 120), Charge("globex", 45), Charge("acme", 80), Charge("initech", 5)]


def main() -> None:
    expected = sum(charge.cents for charge in CHARGES)

    gate, booked = mp.Lock(), mp.Value("q", 0)
    with mp.Pool(2, initializer=install, initargs=(gate, booked)) as pool:
        amounts = pool.map(book, CHARGES, chunksize=1)
    assert sum(amounts) == booked.value == expected

    with mp.Manager() as manager:
        ledger = manager.dict()
        recorder = partial(record, gate=manager.Lock(), ledger=ledger)
        with ProcessPoolExecutor(2) as executor:
            wallets = set(executor.map(recorder, CHARGES))
        totals = dict(ledger)
    print(totals, sorted(wallets))
    assert sum(totals.values()) == expected
    print("ok")


if __name__ == "__main__":
    main()
