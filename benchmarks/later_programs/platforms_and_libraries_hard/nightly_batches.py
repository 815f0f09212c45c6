"""Check sums of archived batches, a fresh pool of workers for every night."""
import multiprocessing as mp
import sys
import zlib
from typing import Dict, List


def checksum(record: bytes) -> int:
    return zlib.crc32(record)


def records(night: int, count: int) -> List[bytes]:
    return [f"night {night} record {n}".encode("ascii") * 20 for n in range(count)]


class Archive:
    def __init__(self, nights: int, method: str = "") -> None:
        self.nights = nights
        self.ctx = mp.get_context(method or None)
        self.sums: Dict[int, int] = {}

    def process(self, workers: int) -> None:
        for night in range(self.nights):
            with self.ctx.Pool(workers) as pool:
                parts = pool.map(checksum, records(night, 30))
            self.sums[night] = sum(parts) % 2**32

    def verify(self) -> bool:
        return all(
            value == sum(map(checksum, records(night, 30))) % 2**32
            for night, value in self.sums.items()
        )


def main() -> int:
    archive = Archive(nights=4)
    archive.process(workers=2)
    if len(archive.sums) != 4 or not archive.verify():
        print("checksums differ")
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
