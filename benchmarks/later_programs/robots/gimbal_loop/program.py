"""Moves pan and tilt through a shot list, each axis in a process of its own."""
import logging
import multiprocessing

from control import run_axis
from link import AxisLink

SHOTS = {"pan": (10.0, -35.0, 0.0), "tilt": (5.0, 20.0)}
log = logging.getLogger("gimbal")


class Gimbal:
    # A fresh interpreter for each axis: the motor library keeps state of its own.
    launcher = multiprocessing.get_context("spawn")

    def __init__(self, names, tolerance=0.05):
        self.links = {name: AxisLink(name) for name in names}
        self.loops = [
            self.launcher.Process(target=run_axis, args=(link, tolerance), name=name)
            for name, link in self.links.items()
        ]

    def __enter__(self):
        for loop in self.loops:
            loop.start()
        return self

    def __exit__(self, *exc_info):
        for link in self.links.values():
            link.finish()
        for loop in self.loops:
            loop.join()
            log.info("%s left with %s", loop.name, loop.exitcode)

    def shoot(self, shots):
        for name, angles in shots.items():
            for angle in angles:
                self.links[name].steer(angle)
        for name, angles in shots.items():
            yield from self.links[name].replies(len(angles))


def main():
    logging.basicConfig(level=logging.WARNING)
    with Gimbal(SHOTS) as gimbal:
        for name, angle, steps, speed in gimbal.shoot(SHOTS):
            print(f"{name:5} at {angle:6.1f} after {steps} steps ({speed:+.0f} deg/s)")
    print("shot list done")


if __name__ == "__main__":
    main()
