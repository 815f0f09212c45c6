class Tally:
    """counts things by name, for several processes"""

    def __init__(self, ctx, names):
        self.names = list(names)
        self._cells = ctx.Array("L", len(self.names), lock=False)
        self._lock = ctx.Lock()

    def add(self, name):
        with self._lock:
            self._bump(self.names.index(name))

    def _bump(self, at):
        self._cells[at] += 1

    def __iter__(self):
        with self._lock:
            numbers = list(self._cells)
        return iter(zip(self.names, numbers))
