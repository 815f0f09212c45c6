import os


class BlockStore:
    block_size = 2048

    def __init__(self, path):
        self.path = path
        self._fh = open(path, "rb")
        self._owner = os.getpid()

    def __getstate__(self):
        return {"path": self.path, "_fh": None, "_owner": None}

    def _file(self):
        if self._owner != os.getpid():
            self._fh = open(self.path, "rb")
            self._owner = os.getpid()
        return self._fh

    def block(self, index):
        fh = self._file()
        fh.seek(index * self.block_size)
        return fh.read(self.block_size)

    def close(self):
        self._fh.close()
