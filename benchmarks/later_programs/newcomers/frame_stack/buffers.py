"""Frame buffers that acquisition and stacking processes share."""
from array import array
from multiprocessing.shared_memory import SharedMemory


class FrameBuffer:
    """One camera frame of 16-bit pixels."""

    def __init__(self, width, height):
        self.shape = (height, width)
        self.block = SharedMemory(name="allsky_frame", create=True, size=2 * width * height)

    @property
    def name(self):
        return self.block.name

    def fill(self, value):
        data = array("H", [value]) * (self.shape[0] * self.shape[1])
        self.block.buf[:len(data) * 2] = data.tobytes()

    def close(self):
        self.block.close()
        self.block.unlink()


def mean_level(name, pixels):
    block = SharedMemory(name=name)
    try:
        data = array("H")
        data.frombytes(bytes(block.buf[:2 * pixels]))
        return sum(data) / pixels
    finally:
        block.close()
