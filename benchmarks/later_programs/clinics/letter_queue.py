"""Prints the letters of the tax office, in the order of their urgency."""

import multiprocessing
import os
import sys


class Letter:
    def __init__(self, reference, kind, days_left):
        self.reference = reference
        self.kind = kind
        self.days_left = days_left

    def __lt__(self, other):
        return (self.days_left, self.reference) < (other.days_left, other.reference)


LETTERS = [
    Letter("24/118", "reminder", 12),
    Letter("24/031", "assessment", 30),
    Letter("23/902", "final demand", 2),
    Letter("24/207", "refund", 12),
]


def printer(inbox, outbox):
    for letter in iter(inbox.get, None):
        outbox.put("{}: {} ({} pages)".format(letter.reference, letter.kind, 1 + len(letter.kind) // 8))
    outbox.put(None)


def describe():
    chosen = multiprocessing.get_start_method(allow_none=True) or "not chosen yet"
    return "%d CPUs, %s, start method %s" % (multiprocessing.cpu_count(), multiprocessing.current_process().name, chosen)


def choose_start_method():
    if multiprocessing.get_start_method(allow_none=True) is None:
        multiprocessing.set_start_method("spawn")


def main():
    if "--verbose" in sys.argv or os.environ.get("LETTERS_VERBOSE"):
        print(describe(), file=sys.stderr)
    assert "not chosen yet" in describe()
    choose_start_method()
    assert multiprocessing.get_start_method() == "spawn"

    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=printer, args=(inbox, outbox))
    process.start()
    for letter in sorted(LETTERS):
        inbox.put(letter)
    inbox.put(None)

    printed = list(iter(outbox.get, None))
    process.join()
    for line in printed:
        print(line)
    assert printed[0].startswith("23/902") and len(printed) == len(LETTERS)
    print("ok")


if __name__ == "__main__":
    main()
