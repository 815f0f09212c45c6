#!/usr/bin/env python3
"""Prints parcel labels; each is drawn by a forked child, so that a bad one harms nobody else."""
import os
import sys
import tempfile

if sys.platform == "win32":
    raise SystemExit("labels are drawn on the print server only")

LABELS = {"P-17": "Bergen", "P-18": "", "P-19": "Malmo"}


def draw(number, town, folder):
    if not town:
        raise ValueError("parcel %s has no town" % number)
    with open(os.path.join(folder, number), "w") as out:
        out.write("%s\n%s\n" % (number, town))


def fork_draw(number, town, folder):
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            draw(number, town, folder)
            status = 0
        except ValueError:
            status = 2
        finally:
            os._exit(status)
    return pid


def main():
    with tempfile.TemporaryDirectory() as folder:
        children = {fork_draw(number, town, folder): number for number, town in LABELS.items()}
        failed = []
        for pid, number in children.items():
            _, status = os.waitpid(pid, 0)
            if os.WEXITSTATUS(status) != 0:
                failed.append(number)
        drawn = sorted(os.listdir(folder))
    print("drawn:", " ".join(drawn))
    print("sent back:", " ".join(failed))
    if drawn == ["P-17", "P-19"] and failed == ["P-18"]:
        print("ok")


if __name__ == "__main__":
    main()
