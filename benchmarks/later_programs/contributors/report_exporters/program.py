"""Export test reports in several formats at once."""
import argparse
import multiprocessing as mp
from contextlib import ExitStack

import formats  # noqa: F401  (fills the registry)
from base import EXPORTERS

ROWS = [
    {"case": "login", "seconds": 1.5},
    {"case": "upload", "seconds": 4.0},
    {"case": "logout", "seconds": 0.3},
]


def export_all(rows, suffixes, jobs):
    """Yield (suffix, lines) for each wanted format."""
    with ExitStack() as stack:
        pool = stack.enter_context(mp.get_context().Pool(jobs))
        for suffix in suffixes:
            instance = EXPORTERS[suffix]("nightly")
            yield suffix, pool.map(instance.export, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", action="append", choices=sorted(EXPORTERS))
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    wanted = args.format or sorted(EXPORTERS)
    exported = dict(export_all(ROWS, wanted, args.jobs))
    for suffix, lines in exported.items():
        print("[%s]" % suffix)
        print("\n".join(lines))
    print("ok" if all(len(v) == len(ROWS) for v in exported.values()) else "rows are missing")


if __name__ == "__main__":
    main()
