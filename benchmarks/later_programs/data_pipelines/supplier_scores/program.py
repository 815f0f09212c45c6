"""Score suppliers from their delivery history."""
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from statistics import mean
from typing import Dict, List

from retrying import retrying


@dataclass(frozen=True)
class Supplier:
    code: str
    delays: tuple = field(default=())


@retrying(attempts=2)
def score(supplier: Supplier) -> float:
    if not supplier.delays:
        return 100.0
    return round(max(0.0, 100.0 - 5 * mean(supplier.delays)), 2)


class ScoreCard:
    def __init__(self, suppliers: List[Supplier]):
        self.suppliers = suppliers
        self.scores: Dict[str, float] = {}

    def fill(self, executor) -> "ScoreCard":
        codes = (supplier.code for supplier in self.suppliers)
        self.scores.update(zip(codes, executor.map(score, self.suppliers)))
        return self

    def ranking(self) -> List[str]:
        return sorted(self.scores, key=self.scores.get, reverse=True)


def main() -> None:
    suppliers = [Supplier(f"S{n:02d}", tuple(range(n))) for n in range(6)]
    with ProcessPoolExecutor(max_workers=2) as executor:
        card = ScoreCard(suppliers).fill(executor)
    print(card.ranking())
    print("ok" if card.scores == {s.code: score(s) for s in suppliers} else "wrong")


if __name__ == "__main__":
    main()
