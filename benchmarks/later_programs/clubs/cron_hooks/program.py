"""The night's work."""
import os
import tempfile

import hooks
from background import wait_for_all


def main():
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "club.log")
        hooks.touch(log)
        wait_for_all()
        hooks.rotate(log, keep=3)
        hooks.touch(os.path.join(folder, "done"))
        wait_for_all()
        names = sorted(os.listdir(folder))
    print(names)
    if names == ["club.log.1", "done"]:
        print("ok")


if __name__ == "__main__":
    main()
