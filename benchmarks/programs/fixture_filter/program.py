"""List the files that a package would hold, without the excluded ones."""
import argparse
import multiprocessing as mp

import rules
from scan import scan


FILES = ["src/a.py", "src/b.py", "tests/test_a.py", "docs/index.md", "build/a.o"]


def parse(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exclude", action="append", default=["tests", "build"])
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(argv)


def main(argv=None):
    options = parse(argv)
    for name in options.exclude:
        rules.exclude(name)
    with mp.Pool(options.jobs) as pool:
        kept = [name for name, keep in pool.imap(scan, FILES) if keep]
    expected = ["src/a.py", "src/b.py", "docs/index.md"]
    print("ok" if kept == expected else f"kept {len(kept)} files")


if __name__ == "__main__":
    main()
