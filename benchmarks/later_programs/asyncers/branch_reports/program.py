"""Monthly turnover over all branches."""
import argparse
import logging
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import store

log = logging.getLogger("reports")

TURNOVER = """
    SELECT substr(day, 1, 7) AS month, article, sum(cents) AS cents
    FROM sale WHERE cents >= ? GROUP BY month, article ORDER BY month
"""


def turnover(path: Path, minimum: int):
    log.debug("reading %s", path.name)
    return store.select(path, TURNOVER, minimum)


def consolidate(folder: Path, minimum: int, jobs: int) -> dict:
    totals = defaultdict(int)
    databases = sorted(folder.glob("*.till"))
    with ProcessPoolExecutor(max_workers=jobs) as workers:
        for rows in workers.map(partial(turnover, minimum=minimum), databases):
            for month, article, cents in rows:
                totals[month, article] += cents
    return totals


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minimum", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tills-") as name:
        folder = Path(name)
        for seed, branch in enumerate(("harbour", "market", "station")):
            store.create(folder / f"{branch}.till", seed)
        totals = consolidate(folder, options.minimum, options.jobs)
    for (month, article), cents in sorted(totals.items()):
        print(f"{month} {article} {cents / 100:10.2f}")


if __name__ == "__main__":
    main()
