"""Scans old council minutes for names; pages are read in one process and searched in others."""
import re
from functools import partial
from multiprocessing import Process, Queue

NAME = re.compile(r"\b(?:Mr|Mrs|Ms) [A-Z]\w+")
LAST_PAGE = object()
PAGES = [
    "Present: Mr Hale, Mrs Odell.",
    "The mayor opened the meeting.",
    "Ms Quist moved to adjourn; Mr Hale seconded.",
]


def search(pages, hits):
    for number, text in iter(pages.get, LAST_PAGE):
        hits.put((number, NAME.findall(text)))
    hits.put(None)


def feed(pages, readers):
    for item in enumerate(PAGES, 1):
        pages.put(item)
    for _ in range(readers):
        pages.put(LAST_PAGE)


def main(readers=2):
    pages, hits = Queue(), Queue()
    workers = [Process(target=search, args=(pages, hits), name=f"reader {n}") for n in range(readers)]
    for worker in workers:
        worker.start()
    partial(feed, pages)(readers)
    index, left = {}, readers
    while left:
        match = hits.get()
        if match is None:
            left -= 1
            continue
        number, names = match
        for name in names:
            index.setdefault(name, []).append(number)
    for worker in workers:
        worker.join()
    for name in sorted(index):
        print(name, sorted(index[name]))
    print("ok" if not any(worker.exitcode for worker in workers) else "failed")


if __name__ == "__main__":
    main()
