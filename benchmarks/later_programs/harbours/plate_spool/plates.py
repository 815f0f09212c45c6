from dataclasses import dataclass
from multiprocessing import shared_memory


@dataclass(frozen=True)
class Plate:
    """A colour separation whose pixels stand in a shared block, so that only the name travels."""

    colour: str
    width: int
    height: int
    block: str

    @classmethod
    def store(cls, colour, width, height, pixels):
        block = shared_memory.SharedMemory(create=True, size=len(pixels))
        block.buf[:len(pixels)] = pixels
        block.close()
        return cls(colour, width, height, block.name)

    def pixels(self):
        block = shared_memory.SharedMemory(name=self.block)
        try:
            return bytes(block.buf[: self.width * self.height])
        finally:
            block.close()

    def discard(self):
        block = shared_memory.SharedMemory(name=self.block)
        block.close()
        block.unlink()


def screen(plate):
    pixels = plate.pixels()
    dark = sum(1 for value in pixels if value > 127)
    return plate.colour, dark / len(pixels)
