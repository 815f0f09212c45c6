import struct
import zipfile

ENTRY = struct.Struct("<I")


def text_of(number):
    return "species %d:%d" % (number % 23, number)


def write_sheets(path, table, count):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z, open(table, "wb") as t:
        for n in range(count):
            z.writestr("sheet%04d" % n, text_of(n))
            t.write(ENTRY.pack(len(text_of(n))))


class SheetArchive:
    """Opens the archive when the first sheet is asked for, in whichever process that is."""

    def __init__(self, path):
        self.path = path
        self._zip = None

    def _archive(self):
        if self._zip is None:
            self._zip = zipfile.ZipFile(self.path)
        return self._zip

    def sheet(self, number):
        return self._archive().read("sheet%04d" % number).decode()

    def all_sheets(self):
        return [self._archive().read(name).decode() for name in sorted(self._archive().namelist())]

    def close(self):
        if self._zip is not None:
            self._zip.close()


class SheetIndex:
    def __init__(self, path):
        self.path = path

    def length(self, number):
        with open(self.path, "rb") as f:
            f.seek(number * ENTRY.size)
            return ENTRY.unpack(f.read(ENTRY.size))[0]
