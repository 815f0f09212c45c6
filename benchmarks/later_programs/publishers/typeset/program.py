#!/usr/bin/env python3
import sys
from multiprocessing import Pool

from engine import typeset
from errors import ManuscriptError

MANUSCRIPTS = [
    ("letter", ".title a letter\n.para Dear reader,\n.rule"),
    ("essay", ".title an essay\n.paragraph It is a truth\n.rule"),
    ("poem", ".title a poem\n.para Roses are red"),
]


def main():
    failed = []
    with Pool(processes=2) as pool:
        jobs = [(job[0], pool.apply_async(typeset, (job,))) for job in MANUSCRIPTS]
        for name, job in jobs:
            try:
                _, page = job.get()
            except ManuscriptError as error:
                failed.append(name)
                print(error, file=sys.stderr)
            else:
                print(page)
                print()
    print("failed:", ", ".join(failed) or "none")
    print("ok" if failed == ["essay"] else "unexpected")


if __name__ == "__main__":
    main()
