"""The board that says how everything is doing."""
import threading
import time

_lock = threading.Lock()
_lines = {}


def post(who, text):
    with _lock:
        _lines[who] = text


def snapshot():
    with _lock:
        return dict(_lines)


class Refresher(threading.Thread):
    """Rewrites the board now and then; nobody may write meanwhile."""

    def __init__(self, every=0.01):
        super().__init__(daemon=True)
        self.every = every
        self.ended = threading.Event()
        self.at_work = threading.Event()

    def run(self):
        while not self.ended.wait(self.every):
            with _lock:
                self.at_work.set()
                _lines["board"] = time.strftime("%H:%M:%S")
                time.sleep(0.5)

    def stop(self):
        self.ended.set()
        self.join()
