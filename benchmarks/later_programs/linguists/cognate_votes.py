"""Let several criteria vote on whether two words may be cognate."""
import multiprocessing
from collections import deque
from itertools import product
from typing import Callable, Dict

Criterion = Callable[[str, str], bool]

PAIRS = (("pater", "father"), ("pisces", "fish"), ("deus", "theos"), ("tres", "three"))
CLASSES = {c: k for k, letters in {"P": "pbfv", "T": "tdh", "K": "kgcq", "S": "sz"}.items() for c in letters}


def same_class(a, b):
    return CLASSES.get(a[0]) == CLASSES.get(b[0])


def same_length(a, b):
    return abs(len(a) - len(b)) <= 1


def needs_vowels(a, b):
    vowels = [next(c for c in w if c in "aeiou") for w in (a, b)]
    return vowels[0] == vowels[1]


CRITERIA: Dict[str, Criterion] = {f.__name__: f for f in (same_class, same_length, needs_vowels)}


def vote(name, pair):
    return name, pair, CRITERIA[name](*pair)


class Ballot:
    def __init__(self):
        self.votes = []
        self.failures = deque()

    def cast(self, pool, name, pair):
        return pool.apply_async(vote, (name, pair), callback=self.votes.append,
                                error_callback=self.failures.append)

    def score(self, pair):
        return sum(yes for _, p, yes in self.votes if p == pair)


def main():
    ballot = Ballot()
    with multiprocessing.Pool(2) as pool:
        pending = [ballot.cast(pool, *job) for job in product(CRITERIA, PAIRS)]
        pool.close()
        pool.join()
    for pair in PAIRS:
        print(*pair, ballot.score(pair))
    print(len(pending), "votes,", len(ballot.failures), "failures")
    if not ballot.failures and ballot.score(PAIRS[0]) == 3:
        print("ok")


if __name__ == "__main__":
    main()
