#!/usr/bin/env python3
"""confsnap: keep a snapshot of the effective settings of a host.

    confsnap save FILE      write the snapshot
    confsnap verify FILE    is the snapshot whole?
    confsnap drill          save into a temporary folder, then verify
"""
import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time


def settings():
    for group in ("kernel", "net", "vm", "fs"):
        for number in range(60):
            yield "%s.option_%02d" % (group, number), str((number * 37) % 101)


def write_snapshot(path, rows):
    """Row by row and synced, because the folder is usually on a network file system."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("# %d\n" % len(rows))
        for name, value in rows:
            out.write("%s=%s\n" % (name, value))
            out.flush()
            os.fsync(out.fileno())
            time.sleep(0.005)


def save(path):
    rows = list(settings())
    writer = multiprocessing.Process(target=write_snapshot, args=(path, rows), daemon=True)
    writer.start()
    print("saving %d settings to %s" % (len(rows), path))
    return 0


def verify(path):
    try:
        with open(path, encoding="utf-8") as snapshot:
            lines = snapshot.read().splitlines()
    except FileNotFoundError:
        lines = []
    if not lines:
        print("snapshot is empty")
        return 2
    expected = int(lines[0].lstrip("# "))
    if len(lines) - 1 != expected:
        print("snapshot is incomplete: %d of %d settings" % (len(lines) - 1, expected))
        return 2
    print("snapshot is whole: %d settings" % expected)
    return 0


def drill():
    with tempfile.TemporaryDirectory(prefix="confsnap-") as folder:
        path = os.path.join(folder, "host.snap")
        subprocess.run([sys.executable, os.path.abspath(__file__), "save", path], check=True, timeout=20)
        status = verify(path)
    print("drill passed" if status == 0 else "drill failed")
    return status


def main(argv=None):
    parser = argparse.ArgumentParser(prog="confsnap")
    commands = parser.add_subparsers(dest="command")
    for name in ("save", "verify"):
        commands.add_parser(name).add_argument("path")
    commands.add_parser("drill")
    options = parser.parse_args(argv)
    if options.command == "save":
        return save(options.path)
    if options.command == "verify":
        return verify(options.path)
    return drill()


if __name__ == "__main__":
    sys.exit(main())
