"""Crawls the seed list of a campaign under the policy file of the customer."""
import argparse
import collections
import json
import pathlib
import tempfile
from concurrent.futures import ProcessPoolExecutor

import fetch
import policy

SEEDS = [
    "https://news.example/today",
    "https://tracker.example/pixel",
    "https://news.example/archive/2019/01/02/full",
    "https://shop.example/catalogue",
    "https://ads.example/banner",
    "https://shop.example/cart",
]

CUSTOMER = {"deny": ["tracker.example", "ads.example"], "max_depth": 3}


def options(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policy", type=pathlib.Path)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(argv)


def crawl(seeds, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        return collections.Counter(verdict for verdict in executor.map(fetch.visit, seeds, chunksize=1))


def main():
    chosen = options()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.policy or pathlib.Path(folder, "policy.json")
        if chosen.policy is None:
            path.write_text(json.dumps(CUSTOMER), encoding="utf-8")
        policy.load(path)
    print("denied hosts:", ", ".join(sorted(policy.denied)))
    verdicts = crawl(SEEDS, chosen.workers)
    print(", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items())))
    expected = sum(policy.verdict(url) == "fetched" for url in SEEDS)
    print("ok" if verdicts["fetched"] == expected else f"fetched {verdicts['fetched']} where {expected} are allowed")


if __name__ == "__main__":
    main()
