import logging
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler


class LogCollector:
    """The only writer of the log; everybody else sends records through the queue."""

    def __init__(self, context, path):
        self.queue = context.Queue()
        self._file = RotatingFileHandler(path, maxBytes=3000, backupCount=20)
        self._file.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self._listener = QueueListener(self.queue, self._file)

    def __enter__(self):
        self._listener.start()
        return self

    def __exit__(self, *failure):
        self._listener.stop()
        self._file.close()


def attach(queue):
    root = logging.getLogger()
    root.handlers[:] = [QueueHandler(queue)]
    root.setLevel(logging.INFO)
