import threading


class Meter:
    """Counts frames per room and sums them up four times a second."""

    def __init__(self):
        self._lock = threading.Lock()
        self._counts = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._sum_up)
        self.total = 0

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def count(self, room):
        with self._lock:
            self._counts[room] = self._counts.get(room, 0) + 1

    def _sum_up(self):
        while True:
            last = self._end.wait(0.25)
            with self._lock:
                self.total = sum(self._counts.values())
            if last:
                return
