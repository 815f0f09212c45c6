"""Counts which kinds of documents lie in the archive of the registry office."""

import collections
import hashlib
import multiprocessing
import pathlib
import sys
import tempfile
from typing import Dict, Iterator, List, Tuple

KINDS = {b"BIRTH": "birth certificate", b"MARRI": "marriage certificate", b"DEATH": "death certificate"}


class ArchiveScan:
    """Looks at all files of an archive with a few processes."""

    def __init__(self, root: pathlib.Path, jobs: int = 2) -> None:
        self.root = root
        self.jobs = jobs
        self.context = multiprocessing.get_context("fork")

    def files(self) -> Iterator[pathlib.Path]:
        yield from sorted(self.root.rglob("*.doc"))

    def run(self) -> Tuple[Dict[str, int], List[List[str]]]:
        with self.context.Pool(self.jobs) as pool:
            found = pool.map(inspect, self.files())
        counts = collections.Counter(kind for _, kind, _ in found)
        same = collections.defaultdict(list)
        for name, _, digest in found:
            same[digest].append(name)
        return dict(counts), [names for names in same.values() if len(names) > 1]


def inspect(path: pathlib.Path) -> Tuple[str, str, str]:
    data = path.read_bytes()
    return path.name, KINDS.get(data[:5], "unknown"), hashlib.sha256(data).hexdigest()


def fill(root: pathlib.Path) -> None:
    """A small archive to try it with."""
    for number in range(12):
        shelf = root / f"shelf-{number % 3}"
        shelf.mkdir(exist_ok=True)
        kind = list(KINDS)[number % 3]
        (shelf / f"{number:04}.doc").write_bytes(kind + b" no. %d" % (number // 6))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        fill(root)
        counts, twice = ArchiveScan(root).run()
    for kind, count in sorted(counts.items()):
        print(f"{count:4} {kind}")
    print(f"{len(twice)} documents are there more than once")
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
