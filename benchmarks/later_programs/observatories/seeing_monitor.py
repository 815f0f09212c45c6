"""Measures the seeing: each monitor is a process that sends its figures over a pipe of its own."""

import random
from multiprocessing import Pipe, Process, Value
from statistics import mean


class Monitor(Process):
    def __init__(self, camera, images):
        super().__init__(name=f"seeing-{camera}")
        self.camera = camera
        self.images = images
        self.count = Value("i", 0)
        self.receiver, self.sender = Pipe(duplex=False)
        self.measured = None

    def run(self):
        self.receiver.close()
        rng = random.Random(self.camera)
        measured = []
        for _ in range(self.images):
            measured.append(round(rng.uniform(0.6, 2.5), 2))
            with self.count.get_lock():
                self.count.value += 1
        self.sender.send(measured)
        self.sender.close()

    def start(self):
        super().start()
        self.sender.close()

    def collect(self):
        """Fetches the figures; called in the parent."""
        self.measured = self.receiver.recv()
        self.join()
        if self.exitcode:
            raise RuntimeError(f"{self.name} failed")

    def summary(self):
        return f"mean {mean(self.measured):.2f} of {self.count.value}"


def main():
    monitors = [Monitor(camera, images=5) for camera in ("north", "south")]
    for monitor in monitors:
        monitor.start()
    for monitor in monitors:
        monitor.collect()
    for monitor in monitors:
        print(f"{monitor.camera}: {monitor.summary()}")
    print("ok")


if __name__ == "__main__":
    main()
