import threading
import time


class PoliteClient:
    """never hits the server faster than `pause`, also not from two threads"""

    def __init__(self, pages, pause=0.01):
        self.pages = pages
        self.pause = pause
        self._gate = threading.Lock()

    def get(self, address):
        with self._gate:
            time.sleep(self.pause)
            return self.pages.get(address, "")
