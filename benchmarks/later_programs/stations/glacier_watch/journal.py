import contextlib
import logging
import logging.handlers


def to_listener(lines):
    """Initializer of the workers: everything they log goes through the queue."""
    root = logging.getLogger()
    root.handlers[:] = [logging.handlers.QueueHandler(lines)]
    root.setLevel(logging.INFO)


@contextlib.contextmanager
def listening(lines, path):
    handler = logging.handlers.RotatingFileHandler(str(path), maxBytes=1_000_000, backupCount=2)
    listener = logging.handlers.QueueListener(lines, handler)
    listener.start()
    try:
        yield listener
    finally:
        listener.stop()
        handler.close()


def keep_journal(path, entries, stop):
    with open(path, "w") as f:
        for entry in iter(entries.get, None):
            f.write(entry)
    stop.wait(10)
