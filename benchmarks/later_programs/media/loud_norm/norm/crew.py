from concurrent.futures import ProcessPoolExecutor

from . import dsp, session


class Crew:
    """Processes that all know the settings of the session."""

    def __init__(self, size, settings):
        hooks = {"initializer": session.begin, "initargs": tuple(settings)}
        self._executor = ProcessPoolExecutor(size, **hooks)

    def __enter__(self):
        return self

    def __exit__(self, *_exc):
        self._executor.shutdown()

    def normalise(self, numbers):
        return self._executor.map(dsp.normalise, numbers)
