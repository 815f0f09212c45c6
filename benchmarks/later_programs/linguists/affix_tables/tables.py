"""Affix tables, expanded once in several processes and then kept."""
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from itertools import product

PREFIXES = ("", "un", "re")
STEMS = {"do": "v", "tie": "v", "load": "v", "wise": "a"}
SUFFIXES = {"v": ("", "ing", "er"), "a": ("", "ly")}


def expand(prefixes, item):
    stem, pos = item
    joined = ("".join((p, stem, s)) for p, s in product(prefixes, SUFFIXES[pos]))
    return stem, tuple(joined)


@lru_cache(maxsize=None)
def paradigms():
    with ProcessPoolExecutor(max_workers=2) as pool:
        return dict(pool.map(partial(expand, PREFIXES), STEMS.items()))


def __getattr__(name):
    if name == "FORMS":
        return frozenset(f for forms in paradigms().values() for f in forms)
    raise AttributeError(name)
