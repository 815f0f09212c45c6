"""Compresses the log of a run in the background; what is left is compressed at exit."""

import atexit
import gzip
from concurrent.futures import ProcessPoolExecutor


def compress(text):
    return len(gzip.compress(text.encode("utf-8")))


class Archiver:
    def __init__(self, workers=1, batch=3):
        self.executor = ProcessPoolExecutor(workers)
        self.batch = batch
        self.lines = []
        self.futures = []
        self.parts = 0
        atexit.register(self.close)

    def add(self, line):
        self.lines.append(line)
        if len(self.lines) == self.batch:
            self._send()

    def _send(self):
        text = "\n".join(self.lines)
        self.lines = []
        self.parts += 1
        self.futures.append(self.executor.submit(compress, text))

    def close(self):
        try:
            if self.lines:
                self._send()
        finally:
            sizes = [future.result() for future in self.futures]
            print(f"{len(sizes)} of {self.parts} parts, {sum(sizes)} bytes")
            self.executor.shutdown()


def main():
    archiver = Archiver()
    for step in range(10):
        archiver.add(f"step {step}: loss {1 / (step + 1):.3f}")
    print("run complete")


if __name__ == "__main__":
    main()
