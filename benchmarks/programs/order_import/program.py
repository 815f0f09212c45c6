import multiprocessing
from concurrent import futures

from orders.errors import OrderError, StockError
from orders.reader import read_order

LINES = ["1;lamp;2", "2;desk;0", "3;rug;x", "4;sofa;99"]


def collect(results):
    good, bad = [], []
    for get in results:
        try:
            good.append(get())
        except OrderError as error:
            bad.append((error.number, str(error)))
        except StockError as error:
            bad.append((error.number, f"{error.missing} missing"))
    return good, bad


def main():
    expected = (
        [(1, "lamp", 2)],
        [(2, "order 2: amount 0"), (3, "order 3: amount x"), (4, "89 missing")],
    )
    with multiprocessing.Pool(2) as pool:
        results = [pool.apply_async(read_order, (line,)) for line in LINES]
        assert collect(result.get for result in results) == expected
    with futures.ProcessPoolExecutor(2) as executor:
        jobs = [executor.submit(read_order, line) for line in LINES]
        assert collect(job.result for job in jobs) == expected
    print("ok")


if __name__ == "__main__":
    main()
