"""Keep a few gauges in shared memory and let the command line tool read them."""
import os
import struct
import subprocess
import sys
from multiprocessing import shared_memory

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gauge.py")


class GaugeBoard:
    def __init__(self, count):
        self.block = shared_memory.SharedMemory(create=True, size=8 * count)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.block.close()
        self.block.unlink()

    def __setitem__(self, index, value):
        struct.pack_into("<d", self.block.buf, index * 8, value)

    @property
    def name(self):
        return self.block.name


def ask_tool(board, index):
    done = subprocess.run([sys.executable, TOOL, board.name, str(index)],
                          stdout=subprocess.PIPE, universal_newlines=True, check=True)
    return done.stdout.strip()


def main():
    with GaugeBoard(4) as board:
        for index, value in enumerate((20.5, 1013.2, 0.4, 77.0)):
            board[index] = value
        for index in range(4):
            print(ask_tool(board, index))


if __name__ == "__main__":
    main()
