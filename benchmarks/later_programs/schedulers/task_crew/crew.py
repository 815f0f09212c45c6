"""A crew of worker processes that is started, given tasks, and dismissed when all are done."""
import os


def crew_size(limit=3):
    return max(1, min(limit, (os.cpu_count() or 1) - 1))


class Crew:
    def __init__(self, ctx, limit=3):
        self._ctx = ctx
        self._limit = limit
        self._pool = None
        self._tickets = []

    def assign(self, task, *args):
        self._tickets.append(self._pool.apply_async(task, args))

    def results(self):
        while self._tickets:
            yield self._tickets.pop(0).get(timeout=20)

    def _dismiss(self):
        self._pool.close()

    def _cancel(self):
        self._pool.terminate()

    def __enter__(self):
        self._pool = self._ctx.Pool(crew_size(self._limit))
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self._dismiss()
        else:
            self._cancel()
        self._pool.join()
        self._pool = None
