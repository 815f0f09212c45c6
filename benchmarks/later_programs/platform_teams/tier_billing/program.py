"""Price one month of storage usage for all customers."""
import argparse
import multiprocessing as mp

from billing.models import Tier, Usage
from billing.rules import tiered, total

STORAGE_TIERS = (Tier(3, up_to=100), Tier(2, up_to=1000), Tier(1))


def load_usage(customers: int) -> list:
    return [Usage(f"cust-{n:03d}", units=40 * n) for n in range(1, customers + 1)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=12)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()

    usage = load_usage(options.customers)
    storage_price = tiered(STORAGE_TIERS, minimum_cents=50)
    with mp.Pool(options.workers) as pool:
        charges = pool.map(storage_price, usage, chunksize=4)

    expected = total([storage_price(item) for item in usage])
    print(f"{len(charges)} charges, {total(charges)} cents")
    print("ok" if total(charges) == expected else "billing mismatch")


if __name__ == "__main__":
    main()
