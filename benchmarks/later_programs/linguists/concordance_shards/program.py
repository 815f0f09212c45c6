from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

from hashing import SHARDS, Term, bucket, shard

VERSES = {
    1: "arma virumque cano troiae qui primus ab oris",
    2: "italiam fato profugus laviniaque venit",
    3: "litora multum ille et terris iactatus et alto",
}


def index(item):
    number, verse = item
    places = defaultdict(list)
    for position, form in enumerate(verse.split()):
        places[Term(form)].append((number, position))
    return [(shard(t), t, where) for t, where in places.items()]


def main():
    shards = [{} for _ in range(SHARDS)]
    with ProcessPoolExecutor(max_workers=2) as pool:
        for n, term, where in chain.from_iterable(pool.map(index, VERSES.items())):
            shards[n].setdefault(term, []).extend(where)
    sizes = list(map(len, shards))
    print("terms in shards:", sizes, "verses in buckets:", [bucket(n, 2) for n in VERSES])
    wanted = [Term(f) for verse in VERSES.values() for f in verse.split()]
    if all(t in shards[shard(t)] for t in wanted) and shards[shard(Term("et"))][Term("et")] == [(3, 3), (3, 6)]:
        print("ok")


if __name__ == "__main__":
    main()
