"""Read the gauges of a running logger: gauge.py BLOCK INDEX"""
import struct
import sys
from multiprocessing.shared_memory import SharedMemory


def read(block_name, index):
    block = SharedMemory(name=block_name)
    try:
        return struct.unpack_from("<d", block.buf, index * 8)[0]
    finally:
        block.close()


if __name__ == "__main__":
    print("gauge %s: %.2f" % (sys.argv[2], read(sys.argv[1], int(sys.argv[2]))))
