"""Population by year, from the database of a census."""

import os
import sqlite3
import tempfile

from storage import Store


class Population(Store[int]):
    def summarise(self, year: int) -> int:
        ((total,),) = self.connection.execute("SELECT sum(people) FROM census WHERE year = ?", (year,))
        return total


def create(path: str) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE census (year INTEGER, district TEXT, people INTEGER)")
    rows = [(year, district, (year - 1980) * 100 + 7) for year in (1990, 2000, 2010) for district in "ABC"]
    database.executemany("INSERT INTO census VALUES (?, ?, ?)", rows)
    database.commit()
    database.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "census.db")
        create(path)
        for year, people in Population(path).summaries().items():
            print(year, people)
    print("ok")


if __name__ == "__main__":
    main()
