"""OCR of library scans (here: word counts), with at most two readers at the scanner's disk at a time."""
import multiprocessing
import sys
from typing import Any, NamedTuple

BOXES = {
    "letters": ["dear sir", "with kind regards", "yours"],
    "minutes": ["the meeting opened", "the meeting closed"],
    "maps": ["north", "scale one to ten"],
}


class Job(NamedTuple):
    process: multiprocessing.Process
    inbox: Any
    gate: Any


def read_box(name, pages, gate, outbox):
    words = 0
    for page in pages:
        with gate:
            words += len(page.split())
    outbox.send((name, words))
    outbox.close()


def start_reader(name, pages):
    inbox, outbox = multiprocessing.Pipe(duplex=False)
    gate = multiprocessing.BoundedSemaphore(2)
    process = multiprocessing.Process(
        target=read_box, args=(name, pages, gate, outbox), name=name
    )
    process.start()
    outbox.close()
    return Job(process, inbox, gate)


def main():
    jobs = [start_reader(name, pages) for name, pages in BOXES.items()]
    counts = {}
    for job in jobs:
        if not job.inbox.poll(30):
            sys.exit(f"{job.process.name} gave no answer")
        name, words = job.inbox.recv()
        counts[name] = words
    for job in jobs:
        job.process.join()
    if any(job.process.exitcode for job in jobs):
        sys.exit("a reader failed")
    for name in sorted(counts):
        print(f"{name:8}{counts[name]:4}")
    assert sum(counts.values()) == 17, counts
    print("ok")


if __name__ == "__main__":
    main()
