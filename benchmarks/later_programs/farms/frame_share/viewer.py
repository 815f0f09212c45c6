"""viewer.py NAME: prints the mean of the barn camera's current frame."""
import sys
from multiprocessing import shared_memory

import layout


def main(name):
    block = shared_memory.SharedMemory(name=name)
    try:
        mean, celsius = layout.get_mean(block.buf)
    finally:
        block.close()
    print("mean %.1f at %.1f C" % (mean, celsius))


if __name__ == "__main__":
    main(sys.argv[1])
