"""Poll every feed in a process of its own and report how many entries are new."""
import multiprocessing as mp
import os
import sys

from jobs import POLLERS

FEEDS = [
    ("rss", "https://news.example/rss"),
    ("atom", "https://blog.example/atom"),
    ("json", "https://shop.example/feed.json"),
    ("rss", "https://weather.example/rss"),
]


def start_pollers(feeds, outbox):
    running = []
    for kind, source in feeds:
        proc = mp.Process(name=kind, target=POLLERS[kind](source, outbox))
        proc.start()
        running.append(proc)
    return running


def main():
    outbox = mp.Queue()
    running = start_pollers(FEEDS, outbox)
    entries = [outbox.get(timeout=15) for _ in FEEDS]
    for proc in running:
        proc.join()
        if proc.exitcode:
            sys.exit("%s failed" % proc.name)
    pids = {pid for _, pid, _ in entries} - {os.getpid()}
    print("new entries:", sum(count for _, _, count in entries))
    print("polled by %d worker processes" % len(pids))


if __name__ == "__main__":
    main()
