"""Print the checksum of the frame in the shared memory of that name."""
import argparse
from multiprocessing import shared_memory

from frames import checksum


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    options = parser.parse_args()
    memory = shared_memory.SharedMemory(name=options.name)
    try:
        print(checksum(memory.buf))
    finally:
        memory.close()


if __name__ == "__main__":
    main()
