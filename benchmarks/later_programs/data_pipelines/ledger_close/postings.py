from dataclasses import dataclass
from typing import Dict, List


@dataclass(frozen=True)
class Posting:
    account: str
    cents: int


def net(chunk: List[Posting]) -> Dict[str, int]:
    totals: Dict[str, int] = {}
    for posting in chunk:
        totals[posting.account] = totals.get(posting.account, 0) + posting.cents
    return totals


def sample(n: int) -> List[Posting]:
    rows = []
    for i in range(n):
        amount = (i * 37) % 1000
        rows.append(Posting(f"4{i % 5}00", amount))
        rows.append(Posting("9999", -amount))
    return rows
