"""Layout of a frame in memory."""
import zlib

SIZE = 64 * 48


def fill(buffer, number):
    buffer[:SIZE] = bytes((number + position) % 251 for position in range(SIZE))


def checksum(buffer):
    return zlib.adler32(bytes(buffer[:SIZE]))
