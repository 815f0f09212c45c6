"""A progress bar that every part of the code can tick."""

import multiprocessing


class ProgressBar:
    def __init__(self, label):
        self.label = label
        self._done = multiprocessing.Value("L", 0)

    def tick(self, steps=1):
        with self._done.get_lock():
            self._done.value += steps

    @property
    def done(self):
        return self._done.value

    def render(self, total):
        filled = int(20 * self.done / total)
        return f"{self.label} [{'#' * filled}{'.' * (20 - filled)}] {self.done}/{total}"


bar = ProgressBar("batches")
