"""Merkle-style digest of a folder: threads walk, processes hash."""
import hashlib
import multiprocessing
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def file_digest(path):
    with open(path, "rb") as fh:
        return hashlib.sha256(fh.read()).hexdigest()


class TreeDigest:
    def __init__(self, walkers=2, hashers=2):
        self.walkers = ThreadPoolExecutor(max_workers=walkers)
        self.hashers = ProcessPoolExecutor(hashers, mp_context=multiprocessing.get_context("spawn"))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.walkers.shutdown()
        self.hashers.shutdown()

    def digest(self, top):
        return self.walkers.submit(self._visit, top).result()

    def _visit(self, folder):
        dirs, files = [], []
        for entry in sorted(os.scandir(folder), key=lambda e: e.name):
            (dirs if entry.is_dir() else files).append(entry.path)
        leaves = [self.hashers.submit(file_digest, path) for path in files]
        branches = [self.walkers.submit(self._visit, path) for path in dirs]
        summary = hashlib.sha256()
        for part in leaves + branches:
            summary.update(part.result().encode())
        return summary.hexdigest()


def build_sample(top, depth=3):
    for i in range(2):
        with open(os.path.join(top, "f%d.txt" % i), "w") as fh:
            fh.write("leaf %d of %s\n" % (i, os.path.basename(top)))
        if depth:
            sub = os.path.join(top, "d%d" % i)
            os.mkdir(sub)
            build_sample(sub, depth - 1)


def main():
    with tempfile.TemporaryDirectory() as top:
        build_sample(top)
        with TreeDigest() as tree:
            print(tree.digest(top))


if __name__ == "__main__":
    main()
