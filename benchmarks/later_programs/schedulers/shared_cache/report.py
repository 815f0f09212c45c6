"""report.py NAME ROWS: prints the sum of the amounts in the table of that name."""
import struct
import sys
from multiprocessing import shared_memory


def amounts(name, rows):
    table = shared_memory.SharedMemory(name=name)
    try:
        record = struct.Struct("<IQ")
        for index in range(rows):
            yield record.unpack_from(table.buf, index * record.size)[1]
    finally:
        table.close()


if __name__ == "__main__":
    print(sum(amounts(sys.argv[1], int(sys.argv[2]))))
