"""Reprice the shop in parallel; every change goes to the audit log."""
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import shoplog

WORKERS = 4
ARTICLES = 1200


def reprice(article):
    logger = shoplog.get("pricing")
    price = 500 + article * 7 % 300
    time.sleep(0.001)  # the price list answers quickly
    logger.info("article=%05d price=%d", article, price)
    return price


def audit(folder):
    seen = set()
    for path in folder.glob("audit.log*"):
        for line in path.read_text().splitlines():
            if "article=" in line:
                seen.add(line.partition("article=")[2][:5])
        path.unlink()
    folder.rmdir()
    return len(seen)


def main():
    folder = Path(f"audit-{os.getpid()}")
    folder.mkdir()
    with ProcessPoolExecutor(
        WORKERS, initializer=shoplog.setup, initargs=(folder / "audit.log",)
    ) as executor:
        prices = list(executor.map(reprice, range(ARTICLES), chunksize=10))
    if len(prices) != ARTICLES:
        sys.exit("prices are missing")
    logged = audit(folder)
    print("ok" if logged == ARTICLES else f"audit log has {logged} of {ARTICLES} changes")


if __name__ == "__main__":
    main()
