import math
from multiprocessing import Process

AZIMUTH = {"east": -4, "south": 0, "west": 4}


def parse_strings(text):
    for line in text.split("\n"):
        if line.strip():
            name, modules, peak = line.split()
            yield name, int(modules), int(peak)


class StringLogger(Process):
    def __init__(self, label, modules, peak):
        super().__init__()
        self.label = label
        self.watts_peak = modules * peak
        self.energy = 0.0
        self.best_hour = None

    def power(self, hour):
        angle = (hour - 12.5 - AZIMUTH[self.label] / 2) / 14 * math.pi
        return self.watts_peak * max(0.0, math.cos(angle))

    def run(self):
        best = -1.0
        for hour in range(5, 22):
            watts = self.power(hour)
            self.energy += watts / 1000
            if watts > best:
                best = watts
                self.best_hour = hour
