"""Ask the shops for the prices of a wish list."""
from concurrent import futures

from clients import PoliteClient

WISHES = ["Kind of Blue", "Autobahn", "Hounds of Love", "Remain in Light"]


def in_parallel(function, items, workers=2):
    """The results of a function for every item, by item."""
    with futures.ProcessPoolExecutor(workers) as executor:
        jobs = {executor.submit(function, item): item for item in items}
        return {jobs[job]: job.result() for job in futures.as_completed(jobs)}


class WishList:
    def __init__(self, client, titles):
        self.titles = titles
        self.ask = client.price

    def total(self):
        prices = in_parallel(self.ask, self.titles)
        return sum(prices[title] for title in self.titles)


def main():
    wishes = WishList(PoliteClient(shop="corner", currency="GBP"), WISHES)
    print("all for", wishes.total())
    print("ok")


if __name__ == "__main__":
    main()
