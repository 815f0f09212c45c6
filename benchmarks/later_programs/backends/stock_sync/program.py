"""Compare our stock with the warehouse, several articles at a time."""
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from store import client, server

ARTICLES = [f"art-{number:04}" for number in range(400)]


def lookup(article):
    """Stock of one article, as the warehouse tells it."""
    return article, client.warehouse.stock(article)


def mismatches(answers):
    for article, amount in answers:
        if amount != server.amount_of(article):
            yield article


def sync(workers):
    with ProcessPoolExecutor(workers) as executor:
        yield from executor.map(lookup, ARTICLES, chunksize=5)


def main():
    os.environ["WAREHOUSE"] = f"warehouse-{os.getpid()}.sock"
    with server.running(os.environ["WAREHOUSE"]):
        print("warehouse", client.warehouse.version())
        wrong = list(mismatches(sync(workers=3)))
        client.warehouse.close()
    if wrong:
        sys.exit(f"{len(wrong)} articles differ, first {wrong[0]}")
    print("ok")


if __name__ == "__main__":
    main()
