"""Packs the textures of a game into atlases.

Reads from the top down: what is done first, how it is done below.
"""
import multiprocessing
import sys
import zlib


def main():
    textures = scan(12)
    with open_pool(2) as pool:
        packed = pool.map(pack, textures)
        report(packed)
        order = pool.starmap(Shelf.fit, [(width, 64) for _, width, _ in packed])
    print(f"{sum(order)} slots in use")
    if len(order) != len(textures) or [width % 16 for _, width, _ in packed] != [0] * len(textures):
        return 1
    print("ok")
    return 0


class Packer:
    """Keeps a crew for as long as the editor is open."""

    def __init__(self, size):
        self.crew = multiprocessing.Pool(size)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.crew.close()
        self.crew.join()

    def checksums(self, textures):
        return self.crew.map(checksum, textures)


def open_pool(size):
    return multiprocessing.Pool(size, initializer=prepare, initargs=(16,))


def prepare(alignment):
    global align
    align = alignment


def pack(texture):
    name, width, pixels = texture
    padded = -(-width // align) * align
    return name, padded, zlib.compress(pixels)


def checksum(texture):
    return zlib.crc32(texture[2])


class Shelf:
    @staticmethod
    def fit(width, height):
        return max(1, width * height // 1024)


def scan(count):
    return [(f"tile{number}", 10 + number * 3, bytes([number]) * 400) for number in range(count)]


def report(packed):
    for name, width, data in packed:
        print(f"{name:8} {width:3} px {len(data):3} bytes")


def verify():
    with Packer(2) as packer:
        return packer.checksums(scan(3)) == [checksum(texture) for texture in scan(3)]


if __name__ == "__main__":
    if not verify():
        sys.exit("checksums differ")
    sys.exit(main())
