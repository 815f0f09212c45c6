def samples(count):
    for n in range(count):
        phase = n % 50
        yield 1000 if phase == 10 else 300 + phase


class Recorder:
    """Sends calibration pulses, each a copy of the one pulse that it keeps changing."""

    def __init__(self, send):
        self.send = send
        self.pulse = [0, 500, 500, 0]

    def calibrate(self, times):
        for n in range(times):
            self.pulse[1] = 500 + n
            self.send(list(self.pulse))
            self.pulse[2] = 500 - n
