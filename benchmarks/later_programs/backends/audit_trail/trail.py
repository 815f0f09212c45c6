"""The audit trail: workers send their records, the main process writes them."""
import logging
from contextlib import contextmanager
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler

logger = logging.getLogger("audit")


def send_to(records):
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(QueueHandler(records))


@contextmanager
def writing(records, path):
    handler = RotatingFileHandler(path, maxBytes=2_000, backupCount=100)
    handler.setFormatter(logging.Formatter("%(process)d %(message)s"))
    listener = QueueListener(records, handler)
    listener.start()
    try:
        yield listener
    finally:
        listener.stop()
        handler.close()
