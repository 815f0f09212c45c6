import zlib
from multiprocessing.shared_memory import SharedMemory as Area


def digest(name, size):
    area = Area(name=name)
    try:
        return zlib.adler32(bytes(area.buf[:size]))
    finally:
        area.close()
