import os
import random
import zipfile


class ChartArchive:
    """The charts in a zip file, which every process that asks opens for itself."""

    def __init__(self, path):
        self.path = path
        self._zip = None
        self._owner = None

    @property
    def zip(self):
        if self._zip is None or self._owner != os.getpid():
            self._zip = zipfile.ZipFile(self.path)
            self._owner = os.getpid()
        return self._zip

    def names(self):
        return self.zip.namelist()

    def read(self, name):
        return self.zip.read(name).decode("ascii")

    def close(self):
        if self._zip is not None and self._owner == os.getpid():
            self._zip.close()
            self._zip = None

    def __getstate__(self):
        return {"path": self.path, "_zip": None, "_owner": None}


def make_sample(path, charts):
    depths = random.Random(5)
    expected = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for number in range(charts):
            values = [round(depths.uniform(2, 80), 1) for _ in range(400)]
            name = f"chart-{number:03}.txt"
            out.writestr(name, " ".join(map(str, values)))
            expected[name] = min(values)
    return expected
