"""Margins per article; the job keeps an audit store of its runs."""
import multiprocessing
import sqlite3
import threading
from dataclasses import dataclass
from typing import List


class MarginJob:
    def __init__(self, processes: int = 2, floor: float = 0.05):
        self.processes = processes
        self.floor = floor
        self.open_resources()

    def open_resources(self) -> None:
        self.lock = threading.RLock()
        self.store = sqlite3.connect(":memory:")
        self.store.execute("create table audit (rows integer)")

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ("lock", "store"):
            del state[name]
        return state

    def margin(self, article: "Article") -> float:
        return clamp(1 - article.cost / article.price, self.floor)

    def audit(self, rows: int) -> int:
        with self.lock, self.store:
            self.store.execute("insert into audit values (?)", (rows,))
        return self.store.execute("select sum(rows) from audit").fetchone()[0]

    def close(self) -> None:
        self.store.close()

    def run(self, articles: List["Article"]) -> List[float]:
        with multiprocessing.Pool(self.processes) as pool:
            margins = pool.map(self.margin, articles)
            labels = pool.starmap(label, zip(articles, margins))
        print(self.audit(len(margins)), "rows;", labels[0])
        return margins


def clamp(value: float, floor: float) -> float:
    return round(max(value, floor), 4)


def label(article: "Article", margin: float) -> str:
    return f"{article.sku} {margin:.1%}"


@dataclass(frozen=True)
class Article:
    sku: str
    cost: float
    price: float


def main() -> None:
    articles = [Article(f"A{n:03d}", 50.0 + n, 100.0) for n in range(50)]
    job = MarginJob()
    try:
        margins = job.run(articles)
        print("ok" if margins == [job.margin(article) for article in articles] else "wrong")
    finally:
        job.close()


if __name__ == "__main__":
    main()
