"""Three sources against the books; the differences are far more than a pipe can hold."""
import logging
from collections import defaultdict
from multiprocessing import Manager, Process

from daemon import Daemon

SOURCES = {"custodian": 3, "broker": 5, "clearing": 7}
TRADES = 9000


def compare(source, queue):
    step = SOURCES[source]
    for trade in range(0, TRADES, step):
        queue.put({"source": source, "trade": trade, "note": f"{source} differs from the books on trade {trade:06d}"})
    queue.put({"source": source, "end": True})


def archive(source, shelf):
    for trade in range(0, TRADES, SOURCES[source]):
        shelf.put(trade)


def archived():
    with Manager() as manager:
        shelf = manager.Queue()
        clerk = Process(target=archive, args=("clearing", shelf))
        clerk.start()
        clerk.join()
        if clerk.exitcode:
            raise RuntimeError("archive failed")
        return [shelf.get() for _ in range(0, TRADES, SOURCES["clearing"])]


def main():
    logging.basicConfig(level=logging.WARNING)
    by_source = defaultdict(list)
    for message in Daemon(list(SOURCES), compare).collect():
        by_source[message["source"]].append(message["trade"])
    for source, step in SOURCES.items():
        assert by_source[source] == list(range(0, TRADES, step))
        print(f"{source:<10}{len(by_source[source]):>6} differences")
    assert archived() == by_source["clearing"]
    print("ok")


if __name__ == "__main__":
    main()
