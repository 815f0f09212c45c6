import os


class RecordFile:
    record_size = 1024

    def __init__(self, path):
        self.path = path
        self._fh = open(path, "rb", buffering=0)

    def __len__(self):
        return os.path.getsize(self.path) // self.record_size

    def record(self, index):
        self._fh.seek(index * self.record_size)
        return self._fh.read(self.record_size)
