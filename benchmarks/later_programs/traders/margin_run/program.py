"""Compute the margin requirement of every account at the end of the day."""

from multiprocessing import Pool

from margin.accounts import load_accounts
from margin.requirement import requirement


def main() -> None:
    accounts = load_accounts()
    with Pool(processes=2) as pool:
        results = dict(pool.map(requirement, accounts, chunksize=1))
    for name in sorted(results):
        print(f"{name:<10}{results[name]:>12,.2f}")
    print("total", round(sum(results.values()), 2))
    print("ok")


if __name__ == "__main__":
    main()
