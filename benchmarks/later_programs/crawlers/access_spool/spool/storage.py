import atexit
from pathlib import Path


class SpoolFile:
    """Appends records in batches: one write per batch is what keeps the disk quiet."""

    def __init__(self, path, batch):
        self.path = Path(path)
        self.batch = batch
        self._pending = []
        atexit.register(self.flush)

    def add(self, record):
        self._pending.append(record)
        if len(self._pending) >= self.batch:
            self.flush()

    def flush(self):
        if self._pending:
            with self.path.open("a", encoding="utf-8") as stream:
                stream.writelines(f"{record}\n" for record in self._pending)
            self._pending.clear()
