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
    def __init__(self, every=0.01):
        super().__init__(daemon=True)
        self.every = every
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(self.every):
            with _lock:
                _lines["board"] = time.strftime("%H:%M:%S")

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.ended.set()
        self.join()
