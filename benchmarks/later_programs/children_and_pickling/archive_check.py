import multiprocessing as mp
import zlib
from dataclasses import dataclass, field
from typing import Any, List


@dataclass
class Entry:
    name: str
    payload: bytes
    crc: int
    progress: Any = field(default=None, repr=False)


def make_entries(count: int, progress) -> List[Entry]:
    entries = []
    for number in range(count):
        payload = f"entry {number} ".encode() * (number + 1)
        entries.append(Entry(f"{number:03}.bin", payload, zlib.crc32(payload), progress))
    return entries


def verify(entry: Entry) -> bool:
    good = zlib.crc32(entry.payload) == entry.crc
    if entry.progress is not None:
        with entry.progress.get_lock():
            entry.progress.value += 1
    return good


class Checker:
    def __init__(self, workers: int = 2) -> None:
        self.workers = workers
        self.progress = mp.Value("i", 0)

    def check(self, count: int) -> int:
        entries = make_entries(count, self.progress)
        with mp.Pool(self.workers) as pool:
            verdicts = pool.map(verify, entries, chunksize=5)
        return sum(verdicts)


def main() -> None:
    checker = Checker()
    good = checker.check(40)
    print(f"{good} good entries, {checker.progress.value} checked")


if __name__ == "__main__":
    main()
