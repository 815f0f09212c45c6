"""Add the region to every line of an access log."""
import argparse
import random
from collections import Counter
from itertools import islice

import regions
from pools import prepared_workers

TABLE = [
    ("0.0.0.0/8", "reserved"),
    ("10.0.0.0/8", "office"),
    ("11.0.0.0/8", "overseas"),
    ("62.0.0.0/8", "europe"),
    ("128.0.0.0/4", "campus"),
]


def access_log(count, seed=5):
    dice = random.Random(seed)
    for _ in range(count):
        address = ".".join(str(dice.randrange(1, 224)) for _ in range(4))
        yield f"{address} GET /item/{dice.randrange(40)}"


def enrich(lines):
    found = []
    for line in lines:
        address, _, request = line.partition(" ")
        found.append((regions.region(address), request))
    return found


def batches(lines, size):
    lines = iter(lines)
    while batch := list(islice(lines, size)):
        yield batch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=900)
    parser.add_argument("--overseas", help="network that counts as overseas", default="12.0.0.0/8")
    options = parser.parse_args()

    table = TABLE + [(options.overseas, "overseas")]
    regions.install(table)
    print(f"{regions.known()} networks, 62.1.2.3 is in {regions.region('62.1.2.3')}")

    tally = Counter()
    with prepared_workers(2, regions.install, table) as executor:
        for batch in executor.map(enrich, batches(access_log(options.lines), 100)):
            tally.update(name for name, _ in batch)

    here = Counter(name for name, _ in enrich(access_log(options.lines)))
    print("same as in this process:", here == tally)
    for name, count in sorted(tally.items()):
        print(f"{name:10} {count}")


if __name__ == "__main__":
    main()
