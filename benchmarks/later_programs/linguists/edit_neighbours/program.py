from functools import partial
from itertools import product

from distance import near
from par import pfilter

ONSETS, NUCLEI, CODAS = "b c d f g h k l m n p r s t".split(), "aeiou", "b d g k l m n p r t".split()


def pseudowords():
    return map("".join, product(ONSETS, NUCLEI, CODAS))


def main():
    close = pfilter(partial(near, "cat", 1), pseudowords())
    print(len(close), "neighbours:", " ".join(close[:6]), "...")
    if len(close) != 27:
        raise SystemExit("unexpected neighbourhood")
    print("ok")


if __name__ == "__main__":
    main()
