"""Which clusters does a language allow?  Learn from words, judge other words."""
from collections import Counter
from functools import reduce
from itertools import groupby
from operator import add

from par import Team

LEARN = ["strand", "plan", "trap", "flint", "spring", "bland", "crisp", "grand"]
JUDGE = {"sprint": True, "trand": True, "ptak": False, "mgla": False}
VOWELS = frozenset("aeiou")


def clusters(word):
    runs = groupby(word, key=VOWELS.__contains__)
    onset = next("".join(g) for vocalic, g in runs if not vocalic)
    coda = ["".join(g) for vocalic, g in runs if not vocalic]
    return Counter({f"#{onset}": 1, **{f"{c}#": 1 for c in coda[-1:]}})


def legal(grammar, word):
    return word, all(c in grammar for c in clusters(word) if c.startswith("#"))


def main():
    with Team(2) as team:
        grammar = reduce(add, team.pool.map(clusters, LEARN))
        asked = [team.pool.apply_async(legal, (frozenset(grammar), w)) for w in JUDGE]
        verdicts = dict(a.get() for a in asked)
    print(*sorted(grammar))
    for word, good in verdicts.items():
        print(word if good else f"*{word}")
    if verdicts == JUDGE:
        print("ok")


if __name__ == "__main__":
    main()
