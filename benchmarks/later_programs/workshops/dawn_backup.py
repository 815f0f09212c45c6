"""Packs folders in children of its own; a child never gets past the end of its work."""

import gzip
import os
import sys
import tempfile
import traceback

FOLDERS = {"letters": ["Dear Ada", "Dear Bo"], "maps": ["north"], "plans": ["mill", "weir", "lock"]}


class Child:
    """A function that runs in a forked process."""

    def __init__(self, function, *args):
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid:
            return
        status = 1
        try:
            function(*args)
            status = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(status)

    def wait(self):
        _, status = os.waitpid(self.pid, 0)
        return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def pack(folder, name):
    path = os.path.join(folder, name + ".gz")
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write("\n".join(FOLDERS[name]))


def main():
    with tempfile.TemporaryDirectory(prefix="dawn-") as folder:
        children = [Child(pack, folder, name) for name in FOLDERS]
        assert all([child.wait() for child in children])
        packed = sorted(os.listdir(folder))
    assert packed == ["letters.gz", "maps.gz", "plans.gz"], packed
    print("ok")


if __name__ == "__main__":
    main()
