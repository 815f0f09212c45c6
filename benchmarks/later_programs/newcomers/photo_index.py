"""Date the photos of the school archive by the notes beside them."""
import multiprocessing
import re
import sys
import time
from contextlib import closing

ALBUMS = {
    "sports day": ["relay, 12.6.1987", "long jump 12.6.1987", "undated"],
    "theatre": ["Hamlet 3.2.1991", "Faust 5.2.1992"],
    "excursions": ["Rome 1.5.1989", "Trier, 2.10.1990", "bus"],
}
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4})")


def index_album(name, notes, reader, outbox):
    years = []
    for note in notes:
        with reader:
            time.sleep(0.01)
            if found := DATE.search(note):
                years.append(int(found[1]))
    with closing(outbox):
        outbox.send((name, years))


def start_indexer(name, notes):
    inbox, outbox = multiprocessing.Pipe(duplex=False)
    reader = multiprocessing.BoundedSemaphore(2)
    indexer = multiprocessing.Process(
        target=index_album, args=(name, notes, reader, outbox), name=name
    )
    indexer.start()
    outbox.close()
    return indexer, inbox


def main():
    running = [start_indexer(name, notes) for name, notes in ALBUMS.items()]
    index = {}
    for indexer, inbox in running:
        try:
            name, years = inbox.recv()
            index[name] = years
        except EOFError:
            print("nothing from", indexer.name, file=sys.stderr)
        indexer.join()
    if broken := [indexer.name for indexer, _ in running if indexer.exitcode != 0]:
        sys.exit(f"albums without an index: {', '.join(broken)}")
    for name, years in index.items():
        print(f"{name:12} {min(years)}-{max(years)}")
    print("ok")


if __name__ == "__main__":
    main()
