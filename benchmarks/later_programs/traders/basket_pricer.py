"""Value baskets of instruments, which may hold other baskets."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Mapping, Union

Basket = Mapping[str, Union[float, "Basket"]]

QUOTES = {"BUND": 131.2, "OAT": 127.9, "GILT": 97.4, "DAX": 180.1, "CAC": 76.3, "FTSE": 82.0}

FUND: Basket = {
    "bonds": {"core": {"BUND": 3.0, "OAT": 2.0}, "uk": {"GILT": 4.0}},
    "stocks": {"core": {"DAX": 1.0, "CAC": 2.0}, "uk": {"FTSE": 5.0}},
    "hedges": {"rates": {"BUND": -1.0}, "index": {"DAX": -0.5}},
}


class Pricer:
    """Asks the quote service, which is slow, for several instruments at once."""

    def __init__(self, connections: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=connections, thread_name_prefix="quotes")

    def __enter__(self) -> Pricer:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def value(self, basket: Basket) -> float:
        parts = [self._pool.submit(self._part, name, holding) for name, holding in basket.items()]
        return sum(part.result() for part in parts)

    def _part(self, name: str, holding: float | Basket) -> float:
        if isinstance(holding, Mapping):
            return self.value(holding)
        time.sleep(0.02)
        return QUOTES[name] * holding


def main() -> None:
    with Pricer(connections=3) as pricer:
        total = pricer.value(FUND)
    print(f"fund is worth {total:.2f}")
    print("ok")


if __name__ == "__main__":
    main()
