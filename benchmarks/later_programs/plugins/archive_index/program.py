"""Builds the index of an archive and publishes it."""
import workers
from records import Status, Total

PARTS = [
    [("a.txt", "to be or not to be"), ("b.txt", "that is the question")],
    [("c.txt", "whether tis nobler")],
]


def summarise(found):
    return Total(len(found), sum(entry.words for entry in found))


def main():
    found = workers.index(PARTS)
    states = workers.statuses(found)
    total = workers.executor().submit(summarise, found).result()
    workers.executor().shutdown()
    publisher = workers.Publisher()
    publisher.start(found)
    published = list(publisher)
    good = (
        [entry.name for entry in published] == ["a.txt", "b.txt", "c.txt"]
        and states == [Status.NEW, Status.SEEN, Status.NEW]
        and total == Total(3, 13)
    )
    print("ok" if good else "wrong")


if __name__ == "__main__":
    main()
