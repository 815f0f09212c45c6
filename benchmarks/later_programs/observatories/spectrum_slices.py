"""Means of slices of a binary spectrum; each worker opens the file for itself."""

import array
import mmap
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Iterator, NamedTuple


class Slice(NamedTuple):
    path: str
    first: int
    width: int

    def read(self) -> array.array:
        values = array.array("d")
        with open(self.path, "rb") as stream:
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as view:
                values.frombytes(view[self.first * 8 : (self.first + self.width) * 8])
        return values

    def mean(self) -> float:
        values = self.read()
        return sum(values) / len(values)


def slices(path: Path, width: int) -> Iterator[Slice]:
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
    for first in range(0, size // 8, width):
        yield Slice(str(path), first, width)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "spectrum.bin")
        path.write_bytes(array.array("d", (float(channel % 16) for channel in range(1024))).tobytes())
        with ProcessPoolExecutor(max_workers=2) as executor:
            means = list(executor.map(Slice.mean, slices(path, 256)))
    print(" ".join(f"{mean:.2f}" for mean in means))
    print("ok")


if __name__ == "__main__":
    main()
