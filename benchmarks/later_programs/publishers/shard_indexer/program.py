import threading

from shard import ShardIndexer

SHARDS = {
    "news": ["the printer of the town", "a town without a printer"],
    "letters": ["a letter to the printer", "no letter from the town"],
}


def report_every(seconds, indexer, stop):
    while not stop.wait(seconds):
        print("indexed", indexer.progress.done, "of", len(indexer.shards), "shards")


def main():
    indexer = ShardIndexer(SHARDS, frozenset({"the", "a", "of", "to", "no", "from"}))
    totals = indexer.build()

    stop = threading.Event()
    reporter = threading.Thread(target=report_every, args=(0.05, indexer, stop))
    reporter.start()
    for word, count in totals.most_common(3):
        print(f"{word:10} {count}")
    stop.set()
    reporter.join()
    print("ok" if totals["town"] == 3 else "wrong count")


if __name__ == "__main__":
    main()
