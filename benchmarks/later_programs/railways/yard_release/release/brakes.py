from contextlib import contextmanager


class BrakeTest:
    """Tests cuts until it meets an empty place in the queue."""

    def __init__(self, cuts, passed):
        self.cuts = cuts
        self.passed = passed

    @contextmanager
    def _next(self):
        cut = self.cuts.get()
        try:
            yield cut
        finally:
            self.cuts.task_done()

    def run(self):
        while True:
            with self._next() as cut:
                if cut is None:
                    return
                if cut.pressure is None:
                    continue
                if cut.pressure < 4.8:
                    continue
                with self.passed.get_lock():
                    self.passed.value += cut.wagons
