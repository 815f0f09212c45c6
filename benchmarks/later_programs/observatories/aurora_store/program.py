"""Indexes the images of an all-sky camera in sqlite, brightness by workers."""

import tempfile
from multiprocessing import Pool
from pathlib import Path

from indexer import BrightnessIndexer


def main():
    names = [f"sky-{number:03d}.img" for number in range(12)]
    with tempfile.TemporaryDirectory() as folder:
        indexer = BrightnessIndexer(Path(folder) / "aurora.db")
        indexer.keep("sky-first.img", 1)
        with Pool(2) as pool:
            for name, value in pool.imap(indexer.measure, names, chunksize=3):
                indexer.keep(name, value)
        print(f"{indexer.count()} images, brightest {indexer.brightest()}")
        indexer.close()
    print("ok")


if __name__ == "__main__":
    main()
