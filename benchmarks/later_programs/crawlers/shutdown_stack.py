"""A feed poller whose parts are taken down in the opposite order of their making."""
import contextlib
import functools
import logging
import multiprocessing
import random
import threading

log = logging.getLogger("poller")

FEEDS = ["planet", "weekly", "jobs", "ghost", "releases"]


def poll(feed):
    """The new entries of a feed."""
    if feed == "ghost":
        raise LookupError(feed)
    entries = random.Random(feed).randint(1, 5)
    return {"feed": feed, "entries": entries, "next": "later" if entries < 3 else None}


def guarded(method):
    """For callbacks: whatever goes wrong is counted and logged, and the caller's thread lives on."""

    @functools.wraps(method)
    def call(self, value):
        try:
            method(self, value)
        except Exception:
            self.mishaps += 1
            log.debug("callback of %r", value, exc_info=True)

    return call


class Board:
    DELAYS = {"later": 600}

    def __init__(self, expected):
        self.entries = {}
        self.delays = {}
        self.failures = []
        self.mishaps = 0
        self._open = expected
        self._lock = threading.Lock()
        self.complete = threading.Event()

    @guarded
    def arrived(self, answer):
        with self._settling():
            self.entries[answer["feed"]] = answer["entries"]
            self.delays[answer["feed"]] = self.DELAYS[answer["next"]]

    @guarded
    def failed(self, error):
        with self._settling():
            self.failures.append(error.args[0])

    @contextlib.contextmanager
    def _settling(self):
        try:
            yield
        finally:
            with self._lock:
                self._open -= 1
                if not self._open:
                    self.complete.set()


def main():
    logging.basicConfig(level=logging.INFO)
    board = Board(expected=len(FEEDS))
    with contextlib.ExitStack() as stack:
        pool = multiprocessing.Pool(2)
        stack.callback(pool.join)
        stack.callback(pool.close)
        for feed in FEEDS:
            pool.apply_async(poll, (feed,), callback=board.arrived, error_callback=board.failed)
        if not board.complete.wait(timeout=30):
            raise TimeoutError("feeds are late")
    print(f"{sum(board.entries.values())} entries of {len(board.entries)} feeds, failed: {board.failures}")
    assert sorted(board.entries) == ["jobs", "planet", "releases", "weekly"]
    assert board.failures == ["ghost"]
    assert board.mishaps == sum(count >= 3 for count in board.entries.values())
    print("ok")


if __name__ == "__main__":
    main()
