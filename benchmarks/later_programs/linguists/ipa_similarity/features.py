from functools import lru_cache

from utils import registered, symmetric, traced

FEATURES = {
    "p": {"labial", "stop"}, "b": {"labial", "stop", "voice"}, "m": {"labial", "nasal", "voice"},
    "t": {"coronal", "stop"}, "d": {"coronal", "stop", "voice"}, "n": {"coronal", "nasal", "voice"},
}


@lru_cache(maxsize=64)
def bundle(symbol):
    return frozenset(FEATURES[symbol])


@registered
@symmetric
def jaccard(a, b):
    x, y = bundle(a), bundle(b)
    return len(x & y) / len(x | y)


@registered
@traced("hamming")
def hamming(pair):
    a, b = map(bundle, pair)
    return len(a ^ b)
