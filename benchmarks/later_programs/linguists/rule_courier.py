"""Send jobs, each a function and its arguments, to a process and collect results."""
import multiprocessing
import sys
from functools import partial
from itertools import starmap
from pathlib import PurePosixPath


def devoice(mapping, word):
    return word[:-1] + mapping.get(word[-1], word[-1])


def reduplicate(word, times=2):
    return "-".join([word] * times)


FINAL = {"b": "p", "d": "t", "g": "k"}
HALT = None


def clerk(inbox, outbox):
    while True:
        job = inbox.get()
        if job is HALT:
            break
        number, function, args = job
        outbox.put((number, list(starmap(function, args))))


def jobs():
    yield partial(devoice, FINAL), [("rad",), ("weg",), ("lob",)]
    yield partial(reduplicate, times=3), [("orang",), ("wiki",)]
    yield str.title, [(w,) for w in ("anna", "otto")]
    yield PurePosixPath, [("corpus", "a.txt"), ("corpus", "b.txt")]


def main():
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    proc = multiprocessing.Process(target=clerk, args=(inbox, outbox))
    proc.start()
    sent = 0
    for sent, (function, args) in enumerate(jobs(), 1):
        inbox.put((sent, function, args))
    inbox.put(HALT)
    results = dict(outbox.get(timeout=6) for _ in range(sent))
    proc.join()
    for number in sorted(results):
        print(number, *results[number])
    if proc.exitcode:
        sys.exit("the clerk failed")
    if results[1] == ["rat", "wek", "lop"]:
        print("ok")


if __name__ == "__main__":
    main()
