"""The bench between those who bring things and those who mend them."""
import contextlib


class Bench:
    def __init__(self, context):
        self._things = context.JoinableQueue()

    def bring(self, thing):
        self._things.put(thing)

    @contextlib.contextmanager
    def next_thing(self):
        thing = self._things.get()
        try:
            yield thing
        finally:
            self._things.task_done()

    def wait_until_empty(self):
        self._things.join()
