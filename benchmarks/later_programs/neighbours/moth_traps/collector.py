"""Processes and the thread that empties their queue."""
import collections
import contextlib
import multiprocessing
import threading

DONE = "done"


class Collector:
    def __init__(self):
        self._queue = multiprocessing.Queue()
        self._counts = collections.Counter()
        self._thread = threading.Thread(target=self._drain)
        self._exit = contextlib.ExitStack()
        self._workers = []

    def __enter__(self):
        return self

    def start(self, function, *arguments):
        worker = multiprocessing.Process(target=function, args=(self._queue, *arguments))
        worker.start()
        self._workers.append(worker)
        self._exit.callback(worker.join)

    def __exit__(self, *exc):
        self._thread.start()
        self._exit.close()
        self._queue.put(DONE)
        self._thread.join()

    def _drain(self):
        for trap, features in iter(self._queue.get, DONE):
            self._counts[trap] += len(features)

    def totals(self):
        return dict(self._counts)
