#!/usr/bin/env python3
"""Group words by rhyme.  The tail after the last stressed vowel is the key."""
import multiprocessing
from collections import defaultdict
from itertools import dropwhile, takewhile

WORKERS = 2
POOL = multiprocessing.Pool(WORKERS) if __name__ == "__main__" else None

WORDS = """light night bright flower power tower
           station nation ration moon soon june tune""".split()
VOWELS = set("aeiouy")


def consonant(letter):
    return letter not in VOWELS


def rhyme_key(word):
    back = word[::-1]
    coda = "".join(takewhile(consonant, back))
    rest = dropwhile(consonant, back)
    nucleus = "".join(takewhile(lambda c: not consonant(c), rest))
    return (coda + nucleus)[::-1]


def grouped(pairs):
    groups = defaultdict(list)
    for key, word in pairs:
        groups[key].append(word)
    return {k: v for k, v in groups.items() if len(v) > 1}


if __name__ == "__main__":
    with POOL:
        keys = POOL.map(rhyme_key, WORDS)
    for key, members in sorted(grouped(zip(keys, WORDS)).items()):
        print(f"-{key}: {', '.join(members)}")
    print("ok")
