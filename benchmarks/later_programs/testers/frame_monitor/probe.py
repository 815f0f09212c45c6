"""Command-line probe: print the counters that a running benchmark keeps in shared memory.

    python probe.py BLOCK
"""
import struct
import sys
from multiprocessing import shared_memory

LAYOUT = struct.Struct("<QQd")


def read_counters(name):
    block = shared_memory.SharedMemory(name=name)
    try:
        return LAYOUT.unpack_from(block.buf)
    finally:
        block.close()


def main(argv):
    frames, dropped, fps = read_counters(argv[1])
    print(f"frames={frames} dropped={dropped} fps={fps:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
