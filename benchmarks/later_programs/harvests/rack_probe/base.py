"""What all probes have in common."""

import threading


class Probe:
    """Counts what it has done, from whichever thread it is asked; copies in other processes count anew."""

    _LOCAL = ("_mutex", "_listeners")

    def __init__(self):
        self.counted = 0
        self._local_members()

    def _local_members(self):
        self._mutex = threading.Lock()
        self._listeners = [lambda probe: None]

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name not in self._LOCAL}

    def __setstate__(self, state):
        self.__dict__.update(state)
        self._local_members()

    def note(self):
        with self._mutex:
            self.counted += 1
            for listener in self._listeners:
                listener(self)
