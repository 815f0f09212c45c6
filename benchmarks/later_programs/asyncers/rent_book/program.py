"""Outstanding rents per house, computed house by house in a pool."""
from __future__ import annotations

import multiprocessing.pool
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journal import Journalled


@dataclass(frozen=True)
class Lease:
    house: str
    tenant: str
    since: date
    monthly: int
    paid: int


class RentBook(Journalled):
    def __init__(self, journal: Path, today: date) -> None:
        super().__init__(journal)
        self.today = today
        self.leases: list[Lease] = []

    def sign(self, *lease) -> None:
        self.leases.append(Lease(*lease))
        self.note(f"signed {self.leases[-1].tenant}")

    def houses(self) -> list[str]:
        return sorted({lease.house for lease in self.leases})

    def outstanding(self, house: str) -> tuple[str, int]:
        due = 0
        for lease in self.leases:
            if lease.house == house:
                months = (self.today.year - lease.since.year) * 12 + self.today.month - lease.since.month
                due += max(0, months * lease.monthly - lease.paid)
        self.note(f"checked {house}")
        self.close()
        return house, due

    def check(self, pool: multiprocessing.pool.Pool) -> dict[str, int]:
        return dict(pool.imap_unordered(self.outstanding, self.houses()))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="rents-") as folder:
        journal = Path(folder, "journal.txt")
        with closing(RentBook(journal, date(2024, 9, 1))) as book:
            book.sign("Elm 4", "Ames", date(2024, 1, 1), 600, 4800)
            book.sign("Elm 4", "Bell", date(2023, 9, 1), 550, 6000)
            book.sign("Oak 9", "Cole", date(2024, 6, 1), 710, 1000)
            with multiprocessing.Pool(2) as pool:
                for house, due in sorted(book.check(pool).items()):
                    print(f"{house}: {due}")
            book.note("done")
        notes = journal.read_text(encoding="utf-8").splitlines()
        print(f"{len(notes)} journal lines, last: {notes[-1]}")


if __name__ == "__main__":
    main()
