import ctypes
import multiprocessing


class Stats(ctypes.Structure):
    _fields_ = [("unit", ctypes.c_char * 8), ("count", ctypes.c_long), ("top", ctypes.c_double)]


class Meter(multiprocessing.Process):
    def __init__(self, name, pulses):
        super(Meter, self).__init__(name=name)
        self.pulses = pulses
        self.stats = multiprocessing.Value(Stats)
        self.reader, self.writer = multiprocessing.Pipe(duplex=False)
        self.last = None

    def begin(self):
        self.start()
        self.writer.close()

    def run(self):
        self.reader.close()
        for n in self.pulses:
            flow = n * 2.25
            if flow != self.last:
                self.writer.send(flow)
            self.last = flow
            with self.stats.get_lock():
                self.stats.unit = b"l/min"
                self.stats.count += 1
                self.stats.top = max(self.stats.top, flow)
        self.writer.close()

    def changes(self):
        try:
            while True:
                yield self.reader.recv()
        except EOFError:
            self.reader.close()
