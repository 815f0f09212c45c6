"""Result store of the lab: thread-safe, and light when it travels."""
import multiprocessing as mp
import threading


class ResultStore:
    def __init__(self):
        self._guard = threading.RLock()
        self._events = mp.Queue()
        self._rows = {}

    def __getstate__(self):
        state = dict(self.__dict__)
        for name in ("_guard", "_events"):
            state.pop(name)
        state["_rows"] = {}
        return state

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._guard = threading.RLock()
        self._events = None

    def add(self, key, value):
        with self._guard:
            self._rows[key] = value
        self._events.put(key)

    def drain(self):
        return [self._events.get() for _ in self._rows]

    def rows(self):
        with self._guard:
            return dict(self._rows)
