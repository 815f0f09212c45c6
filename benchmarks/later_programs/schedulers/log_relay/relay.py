import contextlib
import logging
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler


def attach(records):
    """Makes the process of the caller send its log records to `records`."""
    logger = logging.getLogger("shipper")
    logger.handlers[:] = [QueueHandler(records)]
    logger.setLevel(logging.INFO)
    logger.propagate = False


@contextlib.contextmanager
def collecting(records, path):
    target = RotatingFileHandler(path, maxBytes=100_000, backupCount=3, encoding="utf-8")
    target.setFormatter(logging.Formatter("%(levelname)s %(processName)s %(message)s"))
    listener = QueueListener(records, target)
    listener.start()
    try:
        yield listener
    finally:
        listener.stop()
        target.close()
