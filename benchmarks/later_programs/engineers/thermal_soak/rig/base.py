"""Common part of the sensor processes."""
import multiprocessing


class SensorProcess(multiprocessing.Process):
    """Samples a probe at a fixed rate; subclasses implement one conversion."""

    unit = ""

    def __init__(self, label, samples):
        super().__init__(name=label)
        self.label = label
        self.samples = samples
        self.readings = []

    def convert(self, index):
        raise NotImplementedError

    def run(self):
        for index in range(self.samples):
            self.readings.append(self.convert(index))
