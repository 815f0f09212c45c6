"""Feed mixer: each recipe is a small Python file in recipes/."""
import concurrent.futures
import glob
import os
import sys

import recipefile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    paths = sorted(glob.glob(os.path.join(HERE, "recipes", "*.py")))
    titles = [recipefile.title(p) for p in paths]
    jobs = [(p, 120 * (i + 1)) for i, p in enumerate(paths)]
    off = 0
    with concurrent.futures.ProcessPoolExecutor(max_workers=2) as mixers:
        for title, job, parts in zip(titles, jobs, mixers.map(recipefile.weigh, jobs)):
            print("%-18s %s" % (title, ", ".join("%s %.1f" % x for x in sorted(parts.items()))))
            off += abs(sum(parts.values()) - job[1]) > 0.1
    if off:
        sys.exit("%d mixes do not add up" % off)
    print("ok")


if __name__ == "__main__":
    main()
