"""photo_dedupe: find pictures that are there twice and ask which to keep."""
import argparse
from collections import defaultdict
from multiprocessing import Pool

from decide import decide
from library import digest, pictures


def build_parser():
    parser = argparse.ArgumentParser(prog="photo_dedupe")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep-first", action="store_true", help="do not ask")
    return parser


def groups(found):
    by_digest = defaultdict(list)
    for name, value in found:
        by_digest[value].append(name)
    return [sorted(names) for names in by_digest.values() if len(names) > 1]


def main():
    args = build_parser().parse_args()
    with Pool(args.jobs) as pool:
        found = pool.map(digest, pictures())
        twice = groups(found)
        print(len(twice), "pictures are there more than once", flush=True)
        kept = pool.starmap(decide, [(names, args.keep_first) for names in twice])
    print("kept:", ", ".join(sorted(kept)))
    print("ok")


if __name__ == "__main__":
    main()
