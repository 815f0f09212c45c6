"""Photographs of a glacier: measure the snout, log over one listener, keep the journal complete."""
import itertools
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import Event, Pool, Process, Queue
from pathlib import Path

from journal import keep_journal, listening, to_listener
from snout import length, photos, unstable_length


def in_batches(numbers, size):
    numbers = iter(numbers)
    while True:
        batch = list(itertools.islice(numbers, size))
        if not batch:
            return
        yield batch


def measure_series(lines):
    found = {}
    with Pool(2, initializer=to_listener, initargs=(lines,)) as pool:
        for batch in in_batches(photos(), 8):
            for number, metres in pool.imap_unordered(length, batch):
                found[number] = metres
            if max(found) >= 31:
                break
        pool.close()
        pool.join()
    return found


def measure_unstable(numbers):
    failures = []
    with ProcessPoolExecutor(2) as executor:
        futures = {executor.submit(unstable_length, n): n for n in numbers}
        for future in as_completed(futures):
            if future.exception() is not None:
                failures.append(futures[future])
    return sorted(failures)


def main():
    with tempfile.TemporaryDirectory() as folder:
        log, journal = Path(folder, "glacier.log"), Path(folder, "journal.txt")
        lines, stop, entries = Queue(), Event(), Queue()
        writer = Process(target=keep_journal, args=(str(journal), entries, stop), daemon=True)
        writer.start()
        with listening(lines, log):
            found = measure_series(lines)
        for number in sorted(found):
            entries.put("%d %.1f\n" % (number, found[number]))
        entries.put(None)
        stop.set()
        writer.join()
        if writer.exitcode != 0:
            sys.exit("journal failed")
        logged = len(log.read_text().splitlines())
        written = len(journal.read_text().splitlines())
    failures = measure_unstable(range(6))
    print(len(found), "photographs,", logged, "in the log,", written, "in the journal, unusable:", failures)
    assert len(found) == logged == written == 32
    assert failures == [1, 4]
    print("ok")


if __name__ == "__main__":
    main()
