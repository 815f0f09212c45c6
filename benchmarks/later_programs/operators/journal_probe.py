"""Probe local services and keep a journal; old journal segments are packed in the background."""
import argparse
import gzip
import multiprocessing as mp
import os
import shutil
import socket
import sys
import tempfile
import threading
import time

_io_lock = threading.Lock()


def append(path, line):
    with _io_lock:
        with open(path, "a", encoding="utf-8") as journal:
            journal.write(time.strftime("%H:%M:%S ") + line + "\n")


class Compactor(threading.Thread):
    """Packs what is in the journal, then empties it."""

    def __init__(self, path):
        super().__init__(name="compactor", daemon=True)
        self.path = path
        self.began = threading.Event()
        self.rounds = 0

    def pack_once(self):
        target = "%s.%d.gz" % (self.path, self.rounds)
        with _io_lock:
            self.began.set()
            with open(self.path, "rb") as source, gzip.open(target, "wb", compresslevel=9) as packed:
                shutil.copyfileobj(source, packed)
            with open(self.path, "wb"):
                pass
        self.rounds += 1

    def run(self):
        while True:
            if os.path.getsize(self.path) > 100_000:
                self.pack_once()
            time.sleep(0.2)


def probe(task):
    path, port = task
    with socket.socket() as sock:
        sock.settimeout(0.5)
        state = "open" if sock.connect_ex(("127.0.0.1", port)) == 0 else "closed"
    append(path, "port %d %s" % (port, state))
    return port, state


def worker_context():
    # The probes are many and short, so starting them has to be cheap where that is possible.
    if sys.platform == "linux":
        return mp.get_context("fork")
    return mp.get_context()


def sweep(path, ports, jobs):
    with worker_context().Pool(jobs) as pool:
        return dict(pool.map(probe, [(path, port) for port in ports], chunksize=1))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("ports", nargs="*", type=int, default=[22, 80, 443, 5432, 6379, 9090])
    parser.add_argument("--jobs", type=int, default=3)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="journal-") as folder:
        path = os.path.join(folder, "probe.log")
        with open(path, "wb") as journal:
            journal.write(os.urandom(12_000_000))
        compactor = Compactor(path)
        compactor.start()
        compactor.began.wait()
        states = sweep(path, args.ports, args.jobs)
        for port in sorted(states):
            print("%5d %s" % (port, states[port]))
        print("%d of %d open" % (list(states.values()).count("open"), len(states)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
