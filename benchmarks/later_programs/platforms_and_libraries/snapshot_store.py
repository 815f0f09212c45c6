"""Write a snapshot of an in-memory store from a forked child, then ship it."""
import json
import os
import pathlib
import sys
import tempfile


class Store:
    def __init__(self):
        self.items = {}

    def put(self, key, value):
        self.items[key] = value

    def dump(self, target: pathlib.Path):
        with target.open("w", encoding="utf-8") as handle:
            json.dump(self.items, handle)


def background_save(store, folder):
    target = pathlib.Path(folder) / "snapshot.json"
    pid = os.fork()
    if pid == 0:
        store.dump(target)
        sys.exit(0)
    return pid, target


def wait_for(pid):
    _, status = os.waitpid(pid, 0)
    if status != 0:
        raise RuntimeError(f"snapshot failed: status {status}")


def ship(target):
    return len(target.read_bytes())


def main():
    if not hasattr(os, "fork"):
        raise SystemExit("this tool needs a POSIX system")
    store = Store()
    for i in range(2000):
        store.put(f"key{i}", i * i)
    with tempfile.TemporaryDirectory(prefix="snap-") as folder:
        pid, target = background_save(store, folder)
        wait_for(pid)
        print("shipped", ship(target), "bytes")


if __name__ == "__main__":
    main()
