"""Mirrors the notices to mariners of some ports; what a port does not offer is listed at the end."""
import multiprocessing as mp

from fetch import Fetched, fetch
from ports import Ports


def report(results):
    missing = [result for result in results if result.problem]
    for result in results:
        if not result.problem:
            print(f"{result.path}: {len(result.lines)} notices")
    for result in missing:
        print(f"{result.path}: {result.problem}")
    return len(missing)


def main():
    with Ports({"/kiel": "lights out\nwreck", "/gdynia": "dredging"}) as base:
        urls = [base + path for path in ("/kiel", "/visby", "/gdynia", "/riga")]
        with mp.Pool(2) as pool:
            results = pool.map(fetch, urls)
    assert all(isinstance(result, Fetched) for result in results)
    if report(results) == 2:
        print("ok")


if __name__ == "__main__":
    main()
