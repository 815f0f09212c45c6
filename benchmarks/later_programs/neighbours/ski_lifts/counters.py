"""Numbers that are reported regularly."""
import threading
import time


class Counters:
    def __init__(self):
        self._numbers = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._reporter = None

    def add(self, name, amount=1):
        with self._lock:
            self._numbers[name] = self._numbers.get(name, 0) + amount

    def _report(self):
        with self._lock:
            lines = ["%s=%d" % item for item in sorted(self._numbers.items())]
            time.sleep(0.2)  # the display at the valley station is slow
        return " ".join(lines)

    def _loop(self, every):
        while not self._stopped.is_set():
            self._report()
            time.sleep(every)

    def start_reporting(self, every):
        self._reporter = threading.Thread(target=self._loop, args=(every,), daemon=True)
        self._reporter.start()

    def stop_reporting(self):
        self._stopped.set()
        self._reporter.join()
