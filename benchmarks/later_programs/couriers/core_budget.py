import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import Pool, cpu_count
from typing import Iterator, List

LIMIT = 4


def spare_cores() -> int:
    return max(1, cpu_count() - 1)


@dataclass
class Budget:
    routing: int = field(default_factory=lambda: min(LIMIT, spare_cores()))
    invoicing: int = field(default_factory=lambda: min(2, os.cpu_count() or 1))


def checksum(code: int) -> int:
    digits = [int(c) for c in str(code)]
    return (10 - sum(d * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10) % 10


def numbers() -> Iterator[int]:
    code = 70_000
    while True:
        yield code
        code += 17


class Backoffice:
    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def label(self, count: int) -> List[str]:
        codes = list(islice(numbers(), count))
        with Pool(self.budget.routing) as pool:
            return [f"{code}{digit}" for code, digit in zip(codes, pool.imap(checksum, codes, 5))]

    def verify(self, labels: List[str]) -> bool:
        with ProcessPoolExecutor(self.budget.invoicing) as executor:
            digits = executor.map(checksum, [int(text[:-1]) for text in labels])
            return all(text[-1] == str(digit) for text, digit in zip(labels, digits))


def main() -> None:
    office = Backoffice(Budget())
    labels = office.label(25)
    assert len(set(labels)) == 25
    assert office.verify(labels)
    print("ok")


if __name__ == "__main__":
    main()
