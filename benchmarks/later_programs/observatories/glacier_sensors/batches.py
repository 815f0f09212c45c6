"""Two ways of gathering readings."""


class Batcher:
    """Each batch is a list of its own."""

    def __init__(self, queue, size):
        self.queue = queue
        self.size = size
        self.pending = []

    def add(self, reading):
        self.pending.append(reading)
        if len(self.pending) >= self.size:
            self.flush()

    def flush(self):
        full, self.pending = self.pending, []
        self.queue.put(full)


class Window:
    """One list is used over again, copies of it are sent."""

    def __init__(self, queue, size):
        self.queue = queue
        self.size = size
        self.window = []

    def add(self, reading):
        self.window.append(reading)
        if len(self.window) == self.size:
            self.flush()

    def flush(self):
        self.queue.put(self.window[:])
        self.window.clear()
