"""Enrich article records with category and margin."""
import sqlite3
from dataclasses import dataclass, replace
from multiprocessing import Pool
from typing import Iterable, List, Optional


@dataclass(frozen=True)
class Article:
    sku: str
    cost: int
    price: int
    category: Optional[str] = None
    margin: Optional[float] = None


class Step:
    """A step of the enrichment, with the store it logs its runs to."""

    def __init__(self, name: str):
        self.name = name
        self.store = self.open_store()

    @staticmethod
    def open_store(path: str = ":memory:") -> sqlite3.Connection:
        store = sqlite3.connect(path)
        store.execute("create table runs (step text, rows integer)")
        return store

    def record(self, rows: int) -> None:
        with self.store:
            self.store.execute("insert into runs values (?, ?)", (self.name, rows))

    def recorded(self) -> int:
        return self.store.execute("select sum(rows) from runs where step = ?", (self.name,)).fetchone()[0]


class Enrichment(Step):
    prefixes = {"FO": "food", "TO": "tools"}

    def __init__(self, processes: int = 2):
        super().__init__("enrichment")
        self.processes = processes

    def enrich(self, article: Article) -> Article:
        margin = round((article.price - article.cost) / article.price, 4)
        return replace(article, category=self.prefixes.get(article.sku[:2], "other"), margin=margin)

    def run(self, articles: Iterable[Article]) -> List[Article]:
        with Pool(self.processes) as pool:
            enriched = pool.map(self.enrich, articles)
        self.record(len(enriched))
        return enriched


def main() -> None:
    articles = [Article(f"{'FO' if n % 2 else 'TO'}{n:04d}", 70 + n, 100 + 2 * n) for n in range(20)]
    step = Enrichment()
    enriched = step.run(articles)
    correct = enriched == [step.enrich(article) for article in articles]
    print(f"{step.recorded()} articles enriched")
    print("ok" if correct and step.recorded() == len(articles) else "wrong")


if __name__ == "__main__":
    main()
