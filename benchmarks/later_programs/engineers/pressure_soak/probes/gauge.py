"""Common part of the vacuum gauges: each gauge samples in a process of its own."""
import multiprocessing


class Gauge(multiprocessing.Process):
    kind = "gauge"

    def __init__(self, port, samples):
        super().__init__(name=f"{self.kind}@{port}")
        self.port = port
        self.samples = samples
        self.readings = []
        self.last = None
        self._rx, self._tx = multiprocessing.Pipe(duplex=False)

    def start(self):
        super().start()
        self._tx.close()

    def pressure(self, index):
        raise NotImplementedError

    def run(self):
        for index in range(self.samples):
            self.readings.append(self.pressure(index))
        self._tx.send(self.readings)
        self._tx.close()

    def collect(self):
        self.readings = self._rx.recv()
        self.last = self.readings[-1]
        self.join()
        return self.exitcode
