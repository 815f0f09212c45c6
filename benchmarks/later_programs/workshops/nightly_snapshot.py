#!/usr/bin/env python3
"""Takes a snapshot of the accounts into a staging folder; compresses in the background while it goes on copying."""

import gzip
import os
import sys
import tempfile

ACCOUNTS = {"members": ["Ada,12", "Bo,40"], "loans": ["Ada,3", "Cy,8", "Cy,9"], "fines": ["Bo,1"]}


def write(folder, name, rows):
    path = os.path.join(folder, name + ".csv")
    with open(path, "w") as stream:
        stream.write("\n".join(rows))
    return path


def compress(path):
    with open(path, "rb") as plain, gzip.open(path + ".gz", "wb") as packed:
        packed.write(plain.read())
    os.remove(path)


def in_background(function, *args):
    """Call a function in a child; the number of the child."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 0
        try:
            function(*args)
        except OSError as error:
            print(error, file=sys.stderr)
            status = 1
        sys.exit(status)
    return pid


def main():
    with tempfile.TemporaryDirectory(prefix="snapshot-") as staging:
        children = [in_background(compress, write(staging, name, rows)) for name, rows in ACCOUNTS.items()]
        for child in children:
            os.waitpid(child, 0)
        for name in sorted(os.listdir(staging)):
            print(name, os.path.getsize(os.path.join(staging, name)))
    print("ok")


if __name__ == "__main__":
    main()
