import multiprocessing


class PostBox:
    """where the tiles arrive; lives in the manager's process"""

    def __init__(self, manager):
        self._manager = manager
        self.slot = manager.Queue()

    def take(self, count):
        for _ in range(count):
            yield self.slot.get(timeout=5)


def open_office():
    return multiprocessing.Manager()
