"""Which render card the simulator of this process uses, as its native library wants to be told."""
import os

VARIABLE = "SIM_RENDER_DEVICE"


class Device:
    def __init__(self, index: int):
        self.index = index

    def activate(self) -> "Device":
        os.environ[VARIABLE] = str(self.index)
        return self


def active() -> int:
    return int(os.environ.get(VARIABLE, "-1"))
