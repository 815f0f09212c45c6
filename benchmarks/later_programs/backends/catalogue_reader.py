"""Read the catalogues of the suppliers with a pool that lives as long as the reader."""
import argparse
from contextlib import closing
from multiprocessing import get_context


def parse(line):
    article, _, price = line.partition(";")
    return article.strip(), int(price)


class CatalogueReader:
    def __init__(self, context, workers):
        self.pool = context.Pool(workers)
        self.articles = {}

    def rows(self, lines):
        """Rows as they get ready; the pool stays open for the next catalogue."""
        return self.pool.imap_unordered(parse, lines, chunksize=4)

    def read(self, lines):
        for article, price in self.rows(lines):
            self.articles[article] = price

    def close(self):
        self.pool.close()
        self.pool.join()


def catalogue(supplier, size):
    for number in range(size):
        yield f"{supplier}-{number}; {100 + number}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with closing(CatalogueReader(get_context(), options.workers)) as reader:
        for supplier in ("acme", "globex"):
            reader.read(catalogue(supplier, 20))
    assert len(reader.articles) == 40
    assert reader.articles["globex-19"] == 119
    print("ok")


if __name__ == "__main__":
    main()
