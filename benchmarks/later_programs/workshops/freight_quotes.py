"""Quotes for freight: distance bands, fuel surcharge and the fees of the customer's contract."""

from __future__ import annotations

import concurrent.futures
import configparser
import io
import typing as t

CONTRACT = """
[surcharge]
fuel = 0.18
toll = 0.04

[bands]
100 = 1.90
500 = 1.20
99999 = 0.85
"""


class Shipment(t.NamedTuple):
    reference: str
    kilometres: int
    tonnes: float


class Pricing:
    """Prices; the terms of the contract replace the list prices."""

    fuel: float = 0.0
    toll: float = 0.0
    bands: t.ClassVar[dict[int, float]] = {99999: 1.0}

    @classmethod
    def read(cls, source: t.TextIO) -> None:
        parser = configparser.ConfigParser()
        parser.read_file(source)
        cls.fuel = parser.getfloat("surcharge", "fuel")
        cls.toll = parser.getfloat("surcharge", "toll")
        cls.bands = {int(limit): float(rate) for limit, rate in parser.items("bands")}

    @classmethod
    def per_kilometre(cls, kilometres: int) -> float:
        return next(rate for limit, rate in sorted(cls.bands.items()) if kilometres <= limit)

    @classmethod
    def quote(cls, shipment: Shipment) -> float:
        base = shipment.kilometres * cls.per_kilometre(shipment.kilometres)
        return round(base * (1 + cls.fuel + cls.toll) * max(1.0, shipment.tonnes / 12), 2)


def quotes(shipments: t.Iterable[Shipment]) -> t.Iterator[tuple[Shipment, float]]:
    with concurrent.futures.ProcessPoolExecutor(2) as executor:
        futures = {executor.submit(Pricing.quote, shipment): shipment for shipment in shipments}
        for future in concurrent.futures.as_completed(futures):
            yield futures[future], future.result()


def main() -> None:
    Pricing.read(io.StringIO(CONTRACT))
    shipments = [Shipment("A-1", 80, 3.0), Shipment("A-2", 450, 18.0), Shipment("B-7", 1200, 24.0)]
    found = dict(quotes(shipments))
    wrong = [shipment.reference for shipment in shipments if found[shipment] != Pricing.quote(shipment)]
    print("ok" if not wrong else f"quoted at list price: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
