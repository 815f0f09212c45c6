"""Count the entries of several folders, one worker thread per folder."""
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Census:
    folder: str
    entries: int


class Lister:
    def __init__(self, timeout: float = 15.0) -> None:
        self.timeout = timeout

    def listing(self, folder: pathlib.Path) -> list:
        cmd = ["ls", "-1", str(folder)]
        done = subprocess.run(
            cmd,
            shell=True,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=self.timeout,
            check=True,
        )
        return done.stdout.splitlines()

    def census(self, folder: pathlib.Path) -> Census:
        return Census(folder.name, len(self.listing(folder)))


def make_sample(root: pathlib.Path) -> list:
    folders = []
    for name, count in (("inbox", 3), ("archive", 150), ("spam", 41)):
        folder = root / name
        folder.mkdir()
        for i in range(count):
            (folder / f"{i:04d}.eml").write_text("x", encoding="utf-8")
        folders.append(folder)
    return folders


def main() -> int:
    with tempfile.TemporaryDirectory() as tmp:
        folders = make_sample(pathlib.Path(tmp))
        with ThreadPoolExecutor(max_workers=2) as executor:
            rows = list(executor.map(Lister().census, folders))
    for row in rows:
        print(f"{row.folder:10} {row.entries:6d}")
    total = sum(row.entries for row in rows)
    print("total", total)
    return 0 if total == 194 else 1


if __name__ == "__main__":
    sys.exit(main())
