"""Value the stock of every shop; prices may be raised on the command line."""
import argparse
from concurrent import futures

from pricing import PRICES, value_of

SHOPS = {
    "north": {"bolt": 120, "nut": 400},
    "south": {"bolt": 20, "hinge": 31},
    "west": {"nut": 5, "hinge": 2, "bolt": 9},
}
SEEN = []


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise-by", type=int, default=10, help="per cent")
    args = parser.parse_args(argv)

    for item in PRICES:
        PRICES[item] = PRICES[item] * (100 + args.raise_by) // 100

    values = {}
    with futures.ProcessPoolExecutor(max_workers=2) as executor:
        jobs = {executor.submit(value_of, stock, PRICES): shop for shop, stock in SHOPS.items()}
        for job in futures.as_completed(jobs):
            shop = jobs[job]
            SEEN.append(shop)
            values[shop] = job.result()

    assert sorted(SEEN) == sorted(SHOPS)
    for shop in SHOPS:
        print(f"{shop:<6}{values[shop]:>8}")
        assert values[shop] == value_of(SHOPS[shop], PRICES)
    assert sum(values.values()) == 14714, values
    print("ok")


if __name__ == "__main__":
    main()
