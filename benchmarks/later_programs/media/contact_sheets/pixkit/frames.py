from typing import NamedTuple


class Frame(NamedTuple):
    name: str
    width: int
    height: int
    data: bytes

    def pixel(self, x: int, y: int) -> int:
        return self.data[y * self.width + x]


def synth(seed: int, width: int, height: int) -> bytes:
    return bytes((x * 7 + y * 3 + seed * 11) % 256 for y in range(height) for x in range(width))
