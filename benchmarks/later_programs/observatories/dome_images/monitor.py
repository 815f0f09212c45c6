"""Processes that measure something and sum it up."""

from multiprocessing import Process
from statistics import mean


class Monitor(Process):
    """Measures ``samples()`` in a process of its own."""

    def __init__(self, **options):
        super().__init__(**options)
        self.measured = []

    def samples(self):
        raise NotImplementedError

    def run(self):
        for sample in self.samples():
            self.measured.append(round(sample, 2))

    def summary(self):
        if not self.measured:
            return "nothing measured"
        return f"mean {mean(self.measured):.2f} of {len(self.measured)}"
