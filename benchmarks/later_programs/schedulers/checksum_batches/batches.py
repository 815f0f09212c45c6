"""Batches of blobs whose checksums are computed by a few workers."""
import zlib
from multiprocessing import get_context


class Batch:
    def __init__(self, name, width, ctx):
        self.name = name
        self.sums = {}
        self._workers = ctx.Pool(width)

    def process(self, blobs):
        for blob, value in zip(blobs, self._workers.map(zlib.crc32, blobs)):
            self.sums[blob] = value
        return self

    def __len__(self):
        return len(self.sums)


class Scheduler:
    """Keeps every batch, so that its sums can be looked up later."""

    def __init__(self, width):
        self._ctx = get_context()
        self._width = width
        self._history = []

    def submit(self, name, blobs):
        batch = Batch(name, self._width, self._ctx)
        self._history.append(batch.process(blobs))
        return batch.sums

    def names(self):
        return [batch.name for batch in self._history]

    def total(self):
        return sum(map(len, self._history))
