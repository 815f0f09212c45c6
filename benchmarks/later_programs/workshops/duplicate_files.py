"""Finds files with the same content below a folder."""

import argparse
import collections
import hashlib
import os
import tempfile
from multiprocessing import Pool


def walk(folder):
    """Everything below a folder that is a file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from walk(entry.path)
            elif entry.is_file(follow_symlinks=False):
                yield entry


def digest(entry):
    sha = hashlib.sha256()
    with open(entry.path, "rb") as stream:
        for block in iter(lambda: stream.read(1 << 16), b""):
            sha.update(block)
    return sha.hexdigest(), entry.stat().st_size, entry.path


def duplicates(folder, processes):
    groups = collections.defaultdict(list)
    with Pool(processes) as pool:
        for sha, size, path in pool.imap_unordered(digest, walk(folder)):
            groups[sha, size].append(path)
    return [sorted(paths) for paths in groups.values() if len(paths) > 1]


def sample(folder):
    os.mkdir(os.path.join(folder, "letters"))
    for name, text in (("a.txt", "same"), ("letters/b.txt", "same"), ("letters/c.txt", "other")):
        with open(os.path.join(folder, name), "w") as stream:
            stream.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        if options.folder is None:
            sample(temporary)
        for group in duplicates(options.folder or temporary, options.jobs):
            print(len(group), "times:", *map(os.path.basename, group))
    print("ok")


if __name__ == "__main__":
    main()
