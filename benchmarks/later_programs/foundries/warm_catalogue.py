"""Price baskets with a catalogue that is costly to load: forked workers have it already, others load it first."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Catalogue:
    prices: dict[str, int] = field(default_factory=dict)

    def load(self) -> None:
        self.prices.update(bolt=12, nut=5, washer=2, hinge=140)

    def price(self, article: str) -> int:
        return self.prices.get(article, 0)


CATALOGUE = Catalogue()


def warm_up() -> None:
    CATALOGUE.load()


def total(basket: list[tuple[str, int]]) -> int:
    return sum(CATALOGUE.price(article) * count for article, count in basket)


def executor_options() -> dict[str, Any]:
    match multiprocessing.get_start_method():
        case "spawn":
            return {"initializer": warm_up}
        case _:
            # Copied together with the parent's memory.
            return {}


def make_executor(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, **executor_options())


def main() -> None:
    warm_up()
    baskets = [[("bolt", 4), ("nut", 4)], [("hinge", 2), ("bolt", 8)], [("washer", 100)]]
    with make_executor(2) as executor:
        totals = list(executor.map(total, baskets))
    if totals == [total(basket) for basket in baskets]:
        print("ok")
    else:
        print("totals differ:", totals)


if __name__ == "__main__":
    main()
