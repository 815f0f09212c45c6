import hashlib
import multiprocessing as mp
from functools import partial

TREE = {
    "bin": {"run": b"#!/bin/sh", "stop": b"kill"},
    "etc": {"conf": b"a=1", "keys": b"k"},
    "var": {"log": b"started"},
}


def digest(data, algorithm="sha256"):
    return hashlib.new(algorithm, data).hexdigest()


def hash_files(files, algorithm):
    with mp.Pool(2) as pool:
        return sorted(pool.map(partial(digest, algorithm=algorithm), files.values()))


def hash_folder(name, algorithm="sha256"):
    hashes = hash_files(TREE[name], algorithm)
    return name, digest("".join(hashes).encode(), algorithm)


def main():
    algorithm = "sha1"
    with mp.Pool(processes=3) as pool:
        work = [(name, algorithm) for name in TREE]
        folders = dict(pool.starmap(hash_folder, work))
    for name, value in folders.items():
        print(name, value[:12])
    assert len(folders) == 3
    print("ok")


if __name__ == "__main__":
    main()
