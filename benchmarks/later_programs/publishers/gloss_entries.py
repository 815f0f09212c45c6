#!/usr/bin/env python3
"""Turns raw dictionary lines into glossary entries."""
from collections import namedtuple
from multiprocessing import Pool
import sys

RAW = """\
Haus n house
laufen v run; walk
schnell a fast; quick
Brücke n bridge
lesen v read
"""

Entry = namedtuple("GlossaryEntry", ["headword", "word_class", "meanings"])

WORD_CLASSES = {"n": "noun", "v": "verb", "a": "adjective"}


def parse_line(line):
    headword, short, meanings = line.split(" ", 2)
    return Entry(headword, WORD_CLASSES[short], [m.strip() for m in meanings.split(";")])


def show(entry):
    return "%s (%s): %s" % (entry.headword, entry.word_class, ", ".join(entry.meanings))


def main(argv):
    lines = RAW.splitlines()
    jobs = int(argv[1]) if len(argv) > 1 else 2
    pool = Pool(jobs)
    try:
        entries = pool.map(parse_line, lines)
    finally:
        pool.close()
        pool.join()
    entries.sort(key=lambda e: e.headword.casefold())
    for e in entries:
        print(show(e))
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
