"""What is measured in images."""

import random

from monitor import Monitor


class SeeingMonitor(Monitor):
    def __init__(self, camera, images):
        super().__init__(name=f"seeing-{camera}")
        self.camera = camera
        self.images = images

    def samples(self):
        rng = random.Random(self.camera)
        for _ in range(self.images):
            yield rng.uniform(0.6, 2.5)
