"""Data logger that packs blocks of samples in worker processes."""
import atexit
import math
import struct
import zlib
from concurrent.futures import ProcessPoolExecutor

BLOCK = 100


def pack(block):
    return zlib.compress(struct.pack(f"<{len(block)}d", *block))


class BlockLogger:
    def __init__(self, workers=1):
        self.executor = ProcessPoolExecutor(max_workers=workers)
        self.pending = []
        self.packed = 0
        atexit.register(self.close)

    def log(self, value):
        self.pending.append(value)
        if len(self.pending) == BLOCK:
            self.flush()

    def flush(self):
        block, self.pending = self.pending, []
        data = self.executor.submit(pack, block).result()
        self.packed += len(block)
        print(f"{len(block)} samples in {len(data)} bytes")

    def close(self):
        if self.pending:
            self.flush()
        self.executor.shutdown()
        print("ok" if self.packed == 250 else "samples lost")


def main():
    logger = BlockLogger()
    for n in range(250):
        logger.log(math.sin(n / 15.0))


if __name__ == "__main__":
    main()
