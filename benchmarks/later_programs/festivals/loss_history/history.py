"""The losses of all runs, readable from everywhere."""

import multiprocessing
from statistics import fmean


class History:
    """Losses by run; share it with as many processes as you like."""

    def __init__(self, store):
        self._store = store

    def begin(self, run):
        self._store[run] = []

    def log(self, run, loss):
        losses = self._store[run]
        losses.append(loss)

    def losses(self, run):
        return list(self._store[run])

    def summary(self):
        return {run: fmean(losses) if losses else None for run, losses in self._store.items()}


class SharedHistory:
    """``with SharedHistory() as history``: a history in a manager's process."""

    def __enter__(self):
        self._manager = multiprocessing.Manager()
        return History(self._manager.dict())

    def __exit__(self, *exc_info):
        self._manager.shutdown()
