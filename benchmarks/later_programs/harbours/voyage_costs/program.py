import logging
from concurrent import futures

from tariff import Voyage, cost, cheapest

log = logging.getLogger("voyages")

VOYAGES = [
    Voyage("Aurora", legs=9, tonnes=42000),
    Voyage("Bosporus", legs=2, tonnes=8000),
    Voyage("Caledonia", legs=4, tonnes=15500),
    Voyage("Dogger", legs=1, tonnes=3100),
]

EXPECTED = {"Aurora": 378000, "Bosporus": 16000, "Caledonia": 62000, "Dogger": 3100}


def price_all(voyages, workers=4):
    with futures.ProcessPoolExecutor(workers) as executor:
        jobs = [executor.submit(cost, voyage) for voyage in voyages]
        finished = futures.as_completed(jobs)
        return {voyage.ship: job.result() for voyage, job in zip(voyages, finished)}


def main():
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    prices = price_all(VOYAGES)
    for ship, euros in prices.items():
        print(f"{ship:10} {euros:>9,} EUR")
    print("cheapest:", cheapest(prices))
    if prices == EXPECTED:
        print("ok")
    else:
        print("does not agree with the price list")


if __name__ == "__main__":
    main()
