"""Hashed bags of words of documents."""

from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from hashing import Bucketer, Hasher, Token

HASHER = Hasher(4096)
BUCKETS = Bucketer(8)
DOCUMENTS = ["gini index of a tree", "a tree of trees", "index fossils"]


def vector(item):
    number, document = item
    seen = Counter(Token(word) for word in document.split())
    columns = {HASHER.column(token.text): count for token, count in seen.items()}
    return BUCKETS.bucket(number), columns


def main():
    items = list(enumerate(DOCUMENTS))
    with ProcessPoolExecutor(2) as executor:
        there = list(executor.map(vector, items))
    here = [vector(item) for item in items]
    assert there == here, (there, here)
    print("ok")


if __name__ == "__main__":
    main()
