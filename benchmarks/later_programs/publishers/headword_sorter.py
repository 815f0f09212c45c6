"""Sorts the headwords of a dictionary by several criteria, each worked out in a pool."""
import functools
import operator
import time
from collections import namedtuple
from multiprocessing import Pool

Headword = namedtuple("Headword", "text language weight")

WORDS = [
    Headword("Zebra", "en", 3),
    Headword("apple", "en", 9),
    Headword("Öl", "de", 5),
    Headword("été", "fr", 4),
]


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        began = time.perf_counter()
        result = function(*args, **kwargs)
        wrapper.spent = time.perf_counter() - began
        return result

    return wrapper


class Collation:
    """Puts letters with marks where those without stand."""

    def __init__(self, table):
        self.table = str.maketrans(table)

    def __call__(self, word):
        return word.text.translate(self.table).lower()

    @staticmethod
    def initial(word):
        return word.text[0].upper()

    def letters(self, word):
        return list(letter for letter in self(word) if letter.isalpha())


@timed
def heavier(word, by=1):
    return word._replace(weight=word.weight + by)


@functools.lru_cache(maxsize=None)
def is_foreign(word):
    return word.language != "en"


def by_key(pool, key):
    keyed = zip(pool.map(key, WORDS), WORDS)
    return [word.text for _, word in sorted(keyed, key=lambda pair: pair[0])]


def main():
    collate = Collation({"Ö": "o", "é": "e"})
    with Pool(2) as pool:
        alphabetical = by_key(pool, collate)
        by_language = by_key(pool, operator.attrgetter("language"))
        initials = pool.map(Collation.initial, WORDS)
        letters = pool.map(collate.letters, WORDS)
        raised = pool.map(functools.partial(heavier, by=10), WORDS)
        foreign = pool.map(is_foreign, WORDS)
        upper = pool.map(str.upper, alphabetical)
    assert alphabetical == ["apple", "été", "Öl", "Zebra"], alphabetical
    assert by_language[0] == "Öl"
    assert initials == ["Z", "A", "Ö", "É"]
    assert letters[2] == ["o", "l"]
    assert raised[1] == Headword("apple", "en", 19)
    assert foreign == [False, False, True, True]
    assert upper[0] == "APPLE"
    print(*alphabetical)
    print("ok")


if __name__ == "__main__":
    main()
