import multiprocessing as mp
import threading
from typing import Dict, Mapping, Optional, Sequence, Tuple

_table: Optional[Mapping[int, int]] = None


def warm(table: Mapping[int, int]) -> None:
    global _table
    _table = table


class SurchargeRule:
    """Used by the web threads as well, therefore the lock around the cache."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._cache: Dict[Tuple[int, int], int] = {}
        self._lock = threading.Lock()

    def __getstate__(self) -> dict:
        state = self.__dict__.copy()
        del state["_lock"]
        return state

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def apply(self, parcel: Tuple[int, int]) -> int:
        with self._lock:
            if parcel not in self._cache:
                zone, grams = parcel
                extra = 200 if grams > self.limit else 0
                self._cache[parcel] = _table[zone] + extra
            return self._cache[parcel]


class PriceJob:
    def __init__(self, table: Mapping[int, int], rule: SurchargeRule) -> None:
        self.table = dict(table)
        self.rule = rule

    def run(self, parcels: Sequence[Tuple[int, int]]) -> int:
        with mp.Pool(2, warm, (self.table,)) as pool:
            return sum(pool.imap(self.rule.apply, parcels, chunksize=3))


def main() -> None:
    table = {zone: 300 + 90 * zone for zone in range(5)}
    parcels = [(number % 5, 400 * number) for number in range(15)]
    total = PriceJob(table, SurchargeRule(limit=2000)).run(parcels)
    warm(table)
    rule = SurchargeRule(2000)
    assert total == sum(map(rule.apply, parcels)), total
    print("ok")


if __name__ == "__main__":
    main()
