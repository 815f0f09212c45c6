"""Relay board. The state of each relay is a file, as the kernel driver does it."""
import contextlib
import os


class Relay:
    def __init__(self, folder, number):
        self.path = os.path.join(folder, "relay%d" % number)

    def write(self, bit):
        with open(self.path, "w") as f:
            f.write("%d\n" % bit)

    def read(self):
        with open(self.path) as f:
            return int(f.read())


@contextlib.contextmanager
def opened(relay):
    relay.write(1)
    try:
        yield relay
    finally:
        relay.write(0)
