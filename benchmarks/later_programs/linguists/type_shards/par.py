from itertools import groupby
from multiprocessing import Pool
from operator import itemgetter

SHARDS = 8


def shard_of(word):
    return hash(word) % SHARDS


def keyed(text):
    """(shard, word) for each type of the text, in order of the shards."""
    return sorted((shard_of(w), w) for w in set(text.split()))


def distribute(texts, jobs=2):
    """One set of words for each shard."""
    shards = [set() for _ in range(SHARDS)]
    with Pool(jobs) as pool:
        for pairs in pool.imap(keyed, texts):
            for number, group in groupby(pairs, key=itemgetter(0)):
                shards[number].update(map(itemgetter(1), group))
    return shards
