"""Ingest parcel scans and report how much was read."""
import multiprocessing
from dataclasses import dataclass
from typing import List

from metering import METER, MeterReading


@dataclass
class ScanFile:
    depot: str
    lines: List[str]

    @classmethod
    def fake(cls, depot, n):
        return cls(depot, [f"{depot};{i:05d};delivered" for i in range(n)])

    @property
    def size(self):
        return sum(len(line) + 1 for line in self.lines)


def ingest(scans: ScanFile):
    delivered = sum(line.endswith("delivered") for line in scans.lines)
    METER.add(len(scans.lines), scans.size)
    return scans.depot, delivered


def main():
    files = [ScanFile.fake(depot, 40 * k) for k, depot in enumerate(("AMS", "BRU", "CGN", "LGG"), 1)]
    pool = multiprocessing.Pool(processes=2)
    try:
        delivered = dict(pool.imap(ingest, files))
    finally:
        pool.close()
        pool.join()
    reading = METER.snapshot()
    print(delivered, reading)
    wanted = MeterReading(sum(delivered.values()), sum(scans.size for scans in files))
    print("ok" if reading == wanted else "wrong")


if __name__ == "__main__":
    main()
