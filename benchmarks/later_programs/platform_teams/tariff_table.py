"""Prices usage records with the rules of a tariff table."""
import operator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Callable, Dict, List, NamedTuple


class Usage(NamedTuple):
    product: str
    units: int


@dataclass(frozen=True)
class FlatFee:
    cents: int

    def __call__(self, usage: Usage) -> int:
        return self.cents if usage.units else 0


class Rounding:
    @staticmethod
    def to_ten(usage: Usage) -> int:
        return -(-usage.units // 10) * 10


def per_unit(usage: Usage, cents: int) -> int:
    return usage.units * cents


TARIFFS: Dict[str, Callable[[Usage], int]] = {
    "storage": partial(per_unit, cents=3),
    "support": FlatFee(4900),
    "seats": Rounding.to_ten,
    "calls": operator.attrgetter("units"),
}


def price_all(usage: List[Usage], executor: ProcessPoolExecutor) -> Dict[str, int]:
    futures = {item.product: executor.submit(TARIFFS[item.product], item) for item in usage}
    futures["seats"].add_done_callback(lambda future: print(f"seats: {future.result()}"))
    return {product: future.result() for product, future in futures.items()}


def main() -> None:
    usage = [Usage("storage", 120), Usage("support", 1), Usage("seats", 14), Usage("calls", 77)]
    usage.sort(key=lambda item: item.units)
    with ProcessPoolExecutor(max_workers=2) as executor:
        prices = price_all(usage, executor)
    print(prices)
    assert prices == {"storage": 360, "support": 4900, "seats": 20, "calls": 77}
    print("ok")


if __name__ == "__main__":
    main()
