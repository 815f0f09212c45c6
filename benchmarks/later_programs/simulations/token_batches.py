"""Bigram counts: lines travel in batches to two counting processes."""
import multiprocessing as mp
from collections import Counter
from queue import Queue

LINES = [f"item {i % 7} follows item {(i * 3) % 5} in row {i % 4}" for i in range(300)]


def bigrams(line):
    words = line.split()
    return zip(words, words[1:])


def counter_main(inbox, outbox):
    total = Counter()
    for batch in iter(inbox.get, None):
        for line in batch:
            total.update(bigrams(line))
    outbox.put(total)


def send_batches(lines, inbox, size):
    batch = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            inbox.put(batch)
            batch = []
    if batch:
        inbox.put(batch)


def ordered_lines(lines):
    """Short lines first, without sorting: two passes over a local queue."""
    later = Queue()
    for line in lines:
        if len(line) > 34:
            later.put(line)
        else:
            yield line
    while not later.empty():
        yield later.get()


def main():
    inbox, outbox = mp.Queue(), mp.Queue()
    workers = [mp.Process(target=counter_main, args=(inbox, outbox)) for _ in range(2)]
    for worker in workers:
        worker.start()
    send_batches(ordered_lines(LINES), inbox, size=16)
    for _ in workers:
        inbox.put(None)
    total = sum((outbox.get(timeout=60) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a counting process failed")
    print(total.most_common(1))
    print("ok" if total == Counter(pair for line in LINES for pair in bigrams(line)) else "wrong")


if __name__ == "__main__":
    main()
