import multiprocessing
import random
import sys

from cards import KINDS, deal, kind
from tally import Tally

HANDS = 4000


def dealer(tally, seed):
    rng = random.Random(seed)
    for _ in range(HANDS):
        tally.add(kind(deal(rng)))


def run(ctx, tables):
    tally = Tally(ctx, KINDS)
    crew = [ctx.Process(target=dealer, args=(tally, 500 + t)) for t in range(tables)]
    for c in crew:
        c.start()
    for c in crew:
        c.join()
        if c.exitcode:
            sys.exit("a dealer fell over")
    return dict(tally)


def main():
    method = sys.argv[1] if len(sys.argv) > 1 else None
    tables = 3
    counted = run(multiprocessing.get_context(method), tables)
    for name in KINDS:
        print("%-11s %6.3f %%" % (name, 100.0 * counted[name] / (HANDS * tables)))
    print("hands:", sum(counted.values()))


if __name__ == "__main__":
    main()
