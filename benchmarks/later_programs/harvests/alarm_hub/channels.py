"""Where events go: a queue with a little ceremony."""

import multiprocessing


class Channel:
    """Events of one kind, in order."""

    def __init__(self, kind, size=0):
        self.kind = kind
        self.queue = multiprocessing.Queue(size)

    def send(self, event):
        self.queue.put((self.kind, event))

    def receive(self, timeout=10):
        kind, event = self.queue.get(timeout=timeout)
        assert kind == self.kind
        return event
