from multiprocessing import Process, SimpleQueue

from .writer import write_rows


class AuditTrail:
    def __init__(self, path):
        self._rows = SimpleQueue()
        self._writer = Process(target=write_rows, args=(path, self._rows), daemon=True)

    def __enter__(self):
        self._writer.start()
        return self

    def record(self, *row):
        self._rows.put(row)

    def __exit__(self, *exc_info):
        self._rows.put(None)
