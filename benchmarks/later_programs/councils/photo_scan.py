"""Scans old photographs for captions; read in one process, searched in others."""
import enum
import re
from multiprocessing import Process, Queue

NAME = re.compile(r"\b(?:Mr|Mrs|Ms) [A-Z]\w+")


class Signal(enum.Enum):
    LAST = "last"


CAPTIONS = ["Mr Hale and Mrs Odell", "The old bridge", "Ms Quist at the fair"]


def search(captions, hits):
    while (item := captions.get()) is not Signal.LAST:
        number, text = item
        hits.put((number, NAME.findall(text)))
    hits.put(Signal.LAST)


def gather(hits, readers):
    while readers:
        match hits.get():
            case Signal.LAST:
                readers -= 1
            case (int(number), [*names]):
                yield number, names


def main(readers=2):
    captions, hits = Queue(), Queue()
    workers = [Process(target=search, args=(captions, hits), name=f"reader {n}") for n in range(readers)]
    for worker in workers:
        worker.start()
    for item in enumerate(CAPTIONS, 1):
        captions.put(item)
    for _ in workers:
        captions.put(Signal.LAST)
    found = dict(gather(hits, readers))
    for worker in workers:
        worker.join()
    assert not any(worker.exitcode for worker in workers)
    print(len(found), "pages,", sum(map(len, found.values())), "names")
    print("ok")


if __name__ == "__main__":
    main()
