"""Rename photos after the time at which they were taken."""
import argparse
import multiprocessing
import os
import tempfile

import rules
from pools import make_pool

DEMO = {"DSC001.JPG": 1_000_000_000, "DSC002.JPG": 1_100_000_000, "cat.png": 1_200_000_000}


def demo_folder(folder):
    for name, when in DEMO.items():
        path = os.path.join(folder, name)
        with open(path, "wb"):
            pass
        os.utime(path, (when, when))


def plan(folder, opts):
    ctx = multiprocessing.get_context(opts.start)
    paths = [e.path for e in os.scandir(folder) if e.is_file()]
    with make_pool(ctx, opts.jobs, rules.configure, (opts.pattern, opts.zone)) as pool:
        return dict(pool.imap_unordered(rules.new_name, paths))


def rename(todo):
    for old, new in sorted(todo.items()):
        os.rename(old, os.path.join(os.path.dirname(old), new))
        print(os.path.basename(old), "=>", new)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folder", nargs="?")
    ap.add_argument("--pattern", default="%Y-%m-%d_%Hh%M_{old}")
    ap.add_argument("--zone", type=int, default=2)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--start", choices=multiprocessing.get_all_start_methods())
    opts = ap.parse_args()
    if opts.folder:
        rename(plan(opts.folder, opts))
        return
    with tempfile.TemporaryDirectory() as folder:
        demo_folder(folder)
        rules.configure(opts.pattern, opts.zone)
        print("for example", rules.new_name(os.path.join(folder, "cat.png"))[1])
        rename(plan(folder, opts))


if __name__ == "__main__":
    main()
