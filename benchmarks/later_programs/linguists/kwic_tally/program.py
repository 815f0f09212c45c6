from functools import partial
from itertools import chain
from multiprocessing import Pool

import tally
from concordance import lines_in

POEMS = (
    "the sea the sea the open sea",
    "the blue the fresh the ever free",
    "without a mark without a bound",
    "it runneth the earth wide regions round",
)


def show(line):
    return f"{line.left:>20} [{line.node}] {line.right}"


def main():
    search = partial(lines_in, "the")
    with Pool(2) as pool:
        found = list(chain.from_iterable(pool.map(search, POEMS)))
    print(*map(show, found), sep="\n")
    if tally.total() == len(found) == 7:
        print("ok")
    else:
        print(f"tally says {tally.total()} hits")


if __name__ == "__main__":
    main()
