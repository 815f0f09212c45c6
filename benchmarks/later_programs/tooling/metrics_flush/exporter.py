"""Collects samples and renders them in worker processes."""
import atexit
import statistics
from concurrent.futures import ProcessPoolExecutor, wait


def render(name, samples):
    return "%s{n=%d} %.3f" % (name, len(samples), statistics.fmean(samples))


class Exporter:
    def __init__(self, batch=4, on_close=None):
        self.batch = batch
        self.on_close = on_close
        self.pending = {}
        self.lines = []
        self._workers = ProcessPoolExecutor(2)
        atexit.register(self.close)

    def observe(self, name, value):
        samples = self.pending.setdefault(name, [])
        samples.append(value)
        if len(samples) >= self.batch:
            self._ship({name: self.pending.pop(name)})

    def _ship(self, series):
        futures = [self._workers.submit(render, name, samples) for name, samples in series.items()]
        wait(futures)
        self.lines.extend(f.result() for f in futures)

    def close(self):
        remainder, self.pending = self.pending, {}
        if remainder:
            self._ship(remainder)
        self._workers.shutdown()
        if self.on_close is not None:
            self.on_close(self.lines)
