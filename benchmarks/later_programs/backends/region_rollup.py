"""Roll up the sales of the regions; the sums of the shops are made in processes."""
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context

REGIONS = {
    "north": [[12, 7, 30], [5, 5], [18]],
    "south": [[44], [3, 9, 27]],
    "coast": [[8, 8, 8, 8], [21, 4]],
}


def shop_total(sales):
    return sum(sales)


class RollUp:
    """One thread a region, which waits for the sums of its shops."""

    def __init__(self, stack):
        self.sums = stack.enter_context(
            ProcessPoolExecutor(2, mp_context=get_context("spawn"))
        )
        self.regions = stack.enter_context(ThreadPoolExecutor(max_workers=2))

    def region(self, shops):
        futures = [self.sums.submit(shop_total, sales) for sales in shops]
        return sum(future.result() for future in futures)

    def run(self, regions):
        futures = {
            name: self.regions.submit(self.region, shops)
            for name, shops in regions.items()
        }
        return {name: future.result() for name, future in futures.items()}


def main():
    with ExitStack() as stack:
        totals = RollUp(stack).run(REGIONS)
    assert totals == {"north": 77, "south": 83, "coast": 57}
    print("ok")


if __name__ == "__main__":
    main()
