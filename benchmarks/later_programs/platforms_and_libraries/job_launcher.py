"""Start external jobs with a private umask while a monitor thread keeps statistics."""
import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

STATS_LOCK = threading.Lock()
STATS = {"samples": 0, "launched": 0}


class Monitor(threading.Thread):
    def __init__(self, period=0.001):
        super().__init__(name="monitor", daemon=True)
        self.period = period
        self.stopping = threading.Event()

    def run(self):
        while not self.stopping.wait(self.period):
            with STATS_LOCK:
                STATS["samples"] += 1
                time.sleep(0.05)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc):
        self.stopping.set()
        self.join()


def private_files():
    with STATS_LOCK:
        STATS["launched"] += 1
    os.umask(0o077)


def launch(number):
    return subprocess.Popen(
        [sys.executable, "-c", f"print('job {number} done')"],
        preexec_fn=private_files,
    )


def main():
    with ExitStack() as stack:
        stack.enter_context(Monitor())
        jobs = [stack.enter_context(launch(n)) for n in range(12)]
        codes = [job.wait() for job in jobs]
    print("exit codes", codes)


if __name__ == "__main__":
    main()
