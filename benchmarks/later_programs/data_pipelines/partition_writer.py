"""Write customer partitions to files, released together, counting the rows over all processes."""
import multiprocessing
import tempfile
import threading
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List

REGIONS: Dict[str, str] = {}
for _region, _countries in {"west": "NL BE FR", "north": "DK SE NO"}.items():
    for _country in _countries.split():
        REGIONS[_country] = _region

print_lock = threading.Lock()


@dataclass(eq=False)
class Customer:
    number: int
    country: str

    def __eq__(self, other) -> bool:
        return isinstance(other, Customer) and self.number == other.number

    def __hash__(self) -> int:
        return hash(self.number)

    def partition(self, n: int) -> int:
        return zlib.crc32(f"{self.number}".encode()) % n


@dataclass
class Release:
    """What the writers share: held here for as long as they run."""
    go: Any
    rows: Any
    writers: List[Any] = field(default_factory=list)


def write(customers: List[Customer], path: Path, go: Any, rows: Any) -> None:
    go.wait(20)
    unique = set(customers)
    path.write_text("\n".join(sorted(f"{c.number};{REGIONS[c.country]}" for c in unique)))
    with rows.get_lock():
        rows.value += len(unique)


def prepare(folder: Path, partitions: Dict[int, List[Customer]]) -> Release:
    release = Release(multiprocessing.Event(), multiprocessing.Value("q", 0))
    for number, customers in partitions.items():
        target = folder / f"part-{number}.txt"
        writer = multiprocessing.Process(
            target=write, args=(customers, target, release.go, release.rows), name=target.name
        )
        writer.start()
        release.writers.append(writer)
    return release


def main() -> None:
    customers = [Customer(n % 50, sorted(REGIONS)[n % 50 % 6]) for n in range(80)]
    partitions: Dict[int, List[Customer]] = {}
    for customer in customers:
        partitions.setdefault(customer.partition(3), []).append(customer)
    with tempfile.TemporaryDirectory() as folder:
        release = prepare(Path(folder), partitions)
        release.go.set()
        for writer in release.writers:
            writer.join()
        lines = [line for path in Path(folder).iterdir() for line in path.read_text().splitlines()]
    failed = [writer.name for writer in release.writers if writer.exitcode]
    with print_lock:
        print(release.rows.value, "rows in", len(partitions), "files")
    print("ok" if not failed and release.rows.value == len(lines) == 50 else "wrong")


if __name__ == "__main__":
    main()
