"""Count seeds on photographs of traps; every worker keeps a tally on disk."""
import glob
import os
import sys
import tempfile
from multiprocessing import Process

import tally

TRAPS = {"A": [3, 0, 12, 5], "B": [8, 8, 1], "C": [0, 2, 31, 4, 6]}


def count_trap(folder, trap, photos):
    book = tally.Tally(os.path.join(folder, trap + ".tally"))
    for seeds in photos:
        book.add(seeds)


def main():
    with tempfile.TemporaryDirectory() as folder:
        workers = [Process(target=count_trap, args=(folder, trap, photos)) for trap, photos in TRAPS.items()]
        for w in workers:
            w.start()
        for w in workers:
            w.join()
        if any(w.exitcode != 0 for w in workers):
            sys.exit("a trap could not be counted")
        total = 0
        found = sorted(glob.glob(os.path.join(folder, "*.tally")))
        for path in found:
            total += tally.read(path)
    print("traps: %d of %d, seeds: %d" % (len(found), len(TRAPS), total))
    if total == sum(map(sum, TRAPS.values())):
        print("ok")


if __name__ == "__main__":
    main()
