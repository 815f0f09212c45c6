"""Dump the state of a service in the background, as Redis does, and pick it up."""
import json
import os
import pathlib
import sys
import tempfile
from contextlib import contextmanager


class Store:
    def __init__(self):
        self.rows = {}

    def put(self, key, value):
        self.rows[key] = value

    def write(self, path):
        part = path.with_suffix(".part")
        part.write_text(json.dumps(self.rows, sort_keys=True))
        part.replace(path)


class Dumper:
    """Copies the store at the moment of the call; the service goes on meanwhile."""

    def __init__(self, store, path):
        self.store = store
        self.path = path
        self.pid = None

    def begin(self):
        if not hasattr(os, "fork"):
            self.store.write(self.path)
            return self
        self.pid = os.fork()
        if self.pid == 0:
            self.store.write(self.path)
            sys.exit(0)
        return self

    def finish(self):
        if self.pid is None:
            return True
        _, status = os.waitpid(self.pid, 0)
        return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


@contextmanager
def workdir():
    with tempfile.TemporaryDirectory(prefix="dump-") as name:
        yield pathlib.Path(name)


def main():
    store = Store()
    for n in range(50):
        store.put("session:%d" % n, n * n)
    with workdir() as folder:
        dumper = Dumper(store, folder / "state.json").begin()
        store.put("session:0", -1)
        finished = dumper.finish()
        saved = json.loads(dumper.path.read_text())
    print("saved", len(saved), "rows")
    print("ok" if finished and saved["session:0"] == 0 and store.rows["session:0"] == -1 else "wrong")


if __name__ == "__main__":
    main()
