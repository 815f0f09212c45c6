"""Uploads are collected and sent in bunches."""
import atexit
import zlib
from concurrent.futures import ProcessPoolExecutor


def send(bunch):
    return zlib.adler32("".join(bunch).encode())


class Uploader:
    def __init__(self, size=3):
        self.size = size
        self.bunch = []
        self.sent = []
        self.executor = ProcessPoolExecutor(1)
        atexit.register(self.close)

    def add(self, name):
        self.bunch.append(name)
        if len(self.bunch) >= self.size:
            self.flush()

    def flush(self):
        if self.bunch:
            self.sent.append(self.executor.submit(send, self.bunch))
            self.bunch = []

    def close(self):
        self.flush()
        checks = [future.result() for future in self.sent]
        self.executor.shutdown()
        print(len(checks), "bunches sent")
