"""Report per desk on the holdings of a bank, each desk in a process of its own."""

import multiprocessing as mp
import random

import polars as pl

DESKS = ["rates", "credit", "fx"]


def make_holdings(rows: int) -> pl.DataFrame:
    rng = random.Random(3)
    return pl.DataFrame(
        {
            "desk": [rng.choice(DESKS) for _ in range(rows)],
            "book": [rng.randrange(40) for _ in range(rows)],
            "value": [rng.uniform(-1e6, 1e6) for _ in range(rows)],
        }
    )


def exposure(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.group_by("book").agg(pl.col("value").sum().alias("net"), pl.col("value").abs().sum().alias("gross"))


class DeskReport:
    def __init__(self, desk: str, frame: pl.DataFrame) -> None:
        self.desk = desk
        self.frame = frame

    def write(self) -> None:
        table = exposure(self.frame.filter(pl.col("desk") == self.desk)).sort("gross", descending=True)
        book, net, gross = table.row(0)
        print(f"{self.desk}: book {book} leads with {gross:,.0f} gross, {net:,.0f} net", flush=True)


def main() -> None:
    holdings = make_holdings(100_000)
    print("books:", exposure(holdings).height, flush=True)

    context = mp.get_context("fork" if "fork" in mp.get_all_start_methods() else None)
    reports = [context.Process(target=DeskReport(desk, holdings).write) for desk in DESKS]
    for report in reports:
        report.start()
    for report in reports:
        report.join()
    print("ok")


if __name__ == "__main__":
    main()
