"""Runs nightly jobs in processes while a heartbeat reports that the runner is alive."""
from __future__ import annotations

import multiprocessing as mp
import sys
import threading
import time


class Console:
    """Writes whole lines, whichever thread they come from."""

    def __init__(self, stream):
        self._stream = stream
        self._line = threading.Lock()

    def say(self, *words, pace=0.0):
        with self._line:
            for word in words:
                self._stream.write(word + " ")
                self._stream.flush()
                time.sleep(pace)
            self._stream.write("\n")


console = Console(sys.stderr)


def heartbeat(stop):
    while not stop.is_set():
        console.say("runner", "is", "alive", pace=0.15)
        stop.wait(0.3)


def vacuum(table):
    console.say("vacuum", table)
    sys.exit(0 if table.islower() else 1)


def pick_context():
    methods = mp.get_all_start_methods()
    return mp.get_context("fork" if "fork" in methods else "spawn")


def run_jobs(tables):
    ctx = pick_context()
    jobs = [ctx.Process(target=vacuum, args=(table,), name=table) for table in tables]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    return {job.name: job.exitcode for job in jobs}


def main():
    stop = threading.Event()
    beat = threading.Thread(target=heartbeat, args=(stop,), name="heartbeat")
    beat.start()
    time.sleep(0.05)
    codes = run_jobs(["orders", "customers"])
    stop.set()
    beat.join()
    print(codes)
    print("ok" if set(codes.values()) == {0} else "wrong")


if __name__ == "__main__":
    main()
