"""Trace of a run: workers send their records to the parent, which alone owns the files."""
import contextlib
import logging
import logging.handlers
import multiprocessing
from pathlib import Path


def to_parent(queue):
    root = logging.getLogger()
    root.handlers[:] = [logging.handlers.QueueHandler(queue)]
    root.setLevel(logging.DEBUG)


class Trace:
    def __init__(self, path):
        self.path = Path(path)
        self.queue = multiprocessing.Queue()
        files = logging.handlers.RotatingFileHandler(
            self.path, maxBytes=5_000, backupCount=40, encoding="utf-8", delay=True
        )
        files.setFormatter(logging.Formatter("%(levelname)s %(processName)s %(name)s %(message)s"))
        self.files = files
        self.listener = logging.handlers.QueueListener(self.queue, files)

    @contextlib.contextmanager
    def recording(self):
        self.listener.start()
        try:
            yield self
        finally:
            self.listener.stop()
            self.files.close()

    def lines(self):
        for part in self.path.parent.glob(self.path.name + "*"):
            yield from part.read_text(encoding="utf-8").splitlines()
