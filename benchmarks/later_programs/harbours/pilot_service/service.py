import os
import signal


class Service:
    """The usual manners of a service: leave on SIGTERM, read the settings again on SIGHUP."""

    def __init__(self, name, on_reload):
        self.name = name
        self.on_reload = on_reload
        self.former = {}

    def _leave(self, number, frame):
        raise SystemExit(128 + number)

    def _reload(self, number, frame):
        self.on_reload()

    def __enter__(self):
        self.former[signal.SIGTERM] = signal.signal(signal.SIGTERM, self._leave)
        self.former[signal.SIGHUP] = signal.signal(signal.SIGHUP, self._reload)
        self.pid = os.getpid()
        return self

    def __exit__(self, *exc):
        for number, handler in self.former.items():
            signal.signal(number, handler)
