#!/usr/bin/env python3
import sys
from itertools import groupby
from multiprocessing import Pool
from operator import itemgetter

WORDS = ("listen silent enlist tinsel google gogole banana elbow below bowel "
         "state taste night thing inch chin study dusty brag grab").split()


def main():
    with Pool(processes=2) as pool:
        signed = pool.map(signature, WORDS, chunksize=5)
    classes = [list(c) for c in anagrams(zip(signed, WORDS))]
    for members in classes:
        print(" = ".join(members))
    return 0 if len(classes) == 8 else 1


def signature(word):
    return "".join(sorted(word))


def anagrams(pairs):
    by_signature = groupby(sorted(pairs), key=itemgetter(0))
    groups = ([w for _, w in group] for _, group in by_signature)
    return filter(plural, groups)


def plural(group):
    return len(group) > 1


if __name__ == "__main__":
    status = main()
    if status == 0:
        print("ok")
    sys.exit(status)
