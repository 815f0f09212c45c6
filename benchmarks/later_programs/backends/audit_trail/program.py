"""Reprice the shop in parallel; every change is written to rotating audit files."""
import os
from multiprocessing import get_context
from pathlib import Path

import trail

ARTICLES = 300


def reprice(article):
    price = 500 + article * 7 % 300
    trail.logger.info("article=%05d price=%d", article, price)
    return price


def logged(folder):
    lines = 0
    for path in folder.glob("audit.log*"):
        lines += path.read_text().count("article=")
        path.unlink()
    folder.rmdir()
    return lines


def main():
    folder = Path(f"trail-{os.getpid()}")
    folder.mkdir()
    context = get_context()
    records = context.Queue()
    pool = context.Pool(3, initializer=trail.send_to, initargs=(records,))
    with trail.writing(records, folder / "audit.log"):
        prices = pool.map(reprice, range(ARTICLES), chunksize=10)
        pool.close()
        pool.join()
    assert len(prices) == ARTICLES
    assert logged(folder) == ARTICLES
    print("ok")


if __name__ == "__main__":
    main()
