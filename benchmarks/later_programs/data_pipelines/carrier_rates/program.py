"""Convert the day's sales to the reporting currency."""
import multiprocessing
from contextlib import contextmanager

import tables
from convert import Sale, in_base

FEED = "USD,0.92\nGBP,1.17\nSEK,0.088\n"


@contextmanager
def worker_pool(size):
    pool = multiprocessing.Pool(size)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


class RevenueReport:
    def __init__(self, sales):
        self.sales = sales

    def serial(self):
        return sum(in_base(sale) for sale in self.sales)

    def parallel(self, size=2):
        with worker_pool(size) as pool:
            return sum(pool.map(in_base, self.sales, chunksize=8))


def main():
    loaded = tables.load(FEED)
    print(loaded, "currencies:", ", ".join(tables.known()))
    currencies = ("EUR", "USD", "GBP", "SEK")
    report = RevenueReport([Sale(n, 10.0 + n, currencies[n % 4]) for n in range(40)])
    revenue = report.parallel()
    print(f"revenue {revenue:.2f} {tables.BASE}")
    print("ok" if abs(revenue - report.serial()) < 0.005 else "wrong")


if __name__ == "__main__":
    main()
