"""Price parcels in batches; surcharges come from the day's tariff."""
import argparse
import json
from dataclasses import dataclass, field
from multiprocessing import Pool
from typing import List


@dataclass(frozen=True)
class Parcel:
    reference: str
    grams: int
    zone: str


@dataclass
class PricedBatch:
    number: int
    parcels: List[Parcel] = field(default_factory=list)

    def surcharge(self, parcel: Parcel) -> int:
        return tariff["zones"][parcel.zone]

    def total(self) -> int:
        return sum(
            tariff["base"] + parcel.grams // 100 + self.surcharge(parcel) for parcel in self.parcels
        )


def price_batch(batch: PricedBatch):
    return batch.number, batch.total()


def build_batches(count: int, size: int) -> List[PricedBatch]:
    zones = ("domestic", "eu", "world")
    return [
        PricedBatch(b, [Parcel(f"P{b}-{i}", 250 * (i + 1), zones[(b + i) % 3]) for i in range(size)])
        for b in range(count)
    ]


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", type=int, default=4)
    parser.add_argument("--size", type=int, default=5)
    parser.add_argument(
        "--tariff", type=json.loads,
        default='{"base": 390, "zones": {"domestic": 0, "eu": 450, "world": 1200}}',
    )
    return parser.parse_args(argv)


if __name__ == "__main__":
    options = parse()
    tariff = options.tariff
    batches = build_batches(options.batches, options.size)
    with Pool(2) as pool:
        priced = dict(pool.map(price_batch, batches))
    expected = {batch.number: batch.total() for batch in batches}
    for number, cents in sorted(priced.items()):
        print(f"batch {number}: {cents / 100:.2f}")
    print("ok" if priced == expected else "wrong")
