import tempfile

from .guarded import Guarded


class Thumbnailer(Guarded):
    local_only = Guarded.local_only + ("made", "spool")

    def __init__(self, edge):
        super().__init__()
        self.edge = edge
        self.made = {}
        self.spool = tempfile.TemporaryFile()

    def shrink(self, item):
        name, data = item
        full = round(len(data) ** 0.5)
        step = full // self.edge
        return name, bytes(data[y * full + x] for y in range(0, full, step) for x in range(0, full, step))

    def remember(self, name, thumb):
        with self.guard:
            self.made[name] = self.spool.tell(), len(thumb)
            self.spool.write(thumb)

    def size(self):
        return sum(length for _start, length in self.made.values())

    def __contains__(self, name):
        return name in self.made

    def __len__(self):
        return len(self.made)
