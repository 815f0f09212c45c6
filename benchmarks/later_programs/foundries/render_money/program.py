"""Render a ledger in parallel."""

from multiprocessing import Pool

from models import Money, Row
from rendering import render_row, to_text


def money_to_text(value: Money) -> str:
    return f"{value.cents / 100:.2f} {value.currency}"


class ReportApp:
    def __init__(self) -> None:
        self.rows = [
            Row("paper", (3, Money(1250))),
            Row("ink", (1, Money(4599))),
            Row("stamps", ("sheet", Money(850, "CHF"))),
        ]

    def configure(self) -> None:
        to_text.register(Money, money_to_text)

    def run(self) -> None:
        self.configure()
        with Pool(2) as pool:
            lines = pool.map(render_row, self.rows)
        print("\n".join(lines))
        if all("?" not in line for line in lines):
            print("ok")


if __name__ == "__main__":
    ReportApp().run()
