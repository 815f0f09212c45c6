"""My invoices live in a csv, this adds the gross column and sums it up."""
import csv
import io
from concurrent.futures import ProcessPoolExecutor
from typing import Callable, Dict, Iterable, List

Row = Dict[str, str]

CSV = """\
invoice;customer;net;kind
2031;Baker Ltd;120.00;food
2032;J. Smith;75.50;other
2033;Baker Ltd;310.10;food
2034;Mill & Co;18.99;other
2035;Mill & Co;44.00;food
"""


class Sheet:
    def __init__(self, rows: Iterable[Row]):
        self.rows: List[Row] = list(rows)

    @classmethod
    def load(cls, handle) -> "Sheet":
        return cls(csv.DictReader(handle, delimiter=";"))

    def where(self, test: Callable[[Row], bool]) -> "Sheet":
        return Sheet(filter(test, self.rows))

    def each(self, fn: Callable[[Row], Row], jobs: int = 2) -> "Sheet":
        with ProcessPoolExecutor(max_workers=jobs) as ex:
            return Sheet(ex.map(fn, self.rows, chunksize=2))

    def total(self, column: str) -> float:
        return round(sum(float(r[column]) for r in self.rows), 2)

    def dump(self) -> str:
        out = io.StringIO()
        w = csv.DictWriter(out, list(self.rows[0]), delimiter=";")
        w.writeheader()
        w.writerows(self.rows)
        return out.getvalue()


def main():
    rates = {"food": 0.07, "other": 0.19}
    sheet = Sheet.load(io.StringIO(CSV))
    small = sheet.where(lambda r: float(r["net"]) < 100)
    print("small invoices:", len(small.rows))
    full = sheet.each(lambda r: dict(r, gross=float(r["net"]) * (1 + rates[r["kind"]])))
    print(full.dump())
    print("sum net", full.total("net"), "sum gross", full.total("gross"))


if __name__ == "__main__":
    main()
