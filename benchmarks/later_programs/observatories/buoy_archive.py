"""Writes the archives of buoys; each archive has two writers that take turns."""

import multiprocessing
import tempfile
from pathlib import Path


def append_rows(path, turn, source, count):
    for number in range(count):
        with turn:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"{source},{number}\n")


class Archive:
    def __init__(self, folder, buoy):
        self.path = Path(folder) / f"{buoy}.csv"

    def writers(self, count=20):
        turn = multiprocessing.Lock()
        for source in ("wave", "wind"):
            writer = multiprocessing.Process(target=append_rows, args=(self.path, turn, source, count))
            yield writer


def start_all(archives):
    started = []
    for archive in archives:
        pair = list(archive.writers())
        for writer in pair:
            writer.start()
        started.extend(pair)
    return started


def main():
    with tempfile.TemporaryDirectory() as folder:
        archives = [Archive(folder, buoy) for buoy in ("61001", "61002")]
        failed = 0
        for writer in start_all(archives):
            writer.join()
            failed += writer.exitcode != 0
        for archive in archives:
            rows = archive.path.read_text(encoding="utf-8").splitlines() if archive.path.exists() else []
            print(archive.path.name, len(rows), "rows")
        if failed:
            raise SystemExit(f"{failed} writers failed")


if __name__ == "__main__":
    main()
