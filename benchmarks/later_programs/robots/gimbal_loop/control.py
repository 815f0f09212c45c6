import math


class Axis:
    """A first-order model of a brushless motor behind a gear."""

    def __init__(self, gain=0.4):
        self.angle = 0.0
        self.gain = gain

    def step(self, target):
        self.angle += (target - self.angle) * self.gain
        return abs(target - self.angle)


def run_axis(link, tolerance):
    axis = Axis()
    while True:
        target = link.targets.get()
        if target is None:
            break
        steps = 0
        while axis.step(target.angle) > tolerance:
            steps += 1
        link.reached.put((link.name, round(axis.angle, 1), steps, math.copysign(target.speed, target.angle)))
