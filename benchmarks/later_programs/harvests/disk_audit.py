"""Which files under a folder have grown past their limit?  (Runs from cron on every host.)"""
import argparse
import os
import tempfile
from concurrent.futures import ProcessPoolExecutor


def human(size):
    for unit in ("B", "K", "M"):
        if size < 1024:
            return f"{size:.0f}{unit}"
        size /= 1024
    return f"{size:.1f}G"


def too_big(path):
    return os.path.getsize(path) > options.limit


def audit(folder):
    """The offenders of one folder, biggest first."""
    offenders = []
    for entry in os.scandir(folder):
        if entry.is_file() and too_big(entry.path):
            offenders.append((entry.stat().st_size, entry.name))
    offenders.sort(reverse=True)
    return [f"{name} {human(size)}" for size, name in offenders]


def fill(folder, sizes):
    for number, size in enumerate(sizes):
        with open(os.path.join(folder, f"log.{number}"), "wb") as out:
            out.write(b"x" * size)


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    global options
    options = parse()
    with tempfile.TemporaryDirectory() as top:
        folders = []
        for name, sizes in (("web", [100, 5000]), ("db", [3000, 10]), ("mail", [1])):
            folder = os.path.join(top, name)
            os.mkdir(folder)
            fill(folder, sizes)
            folders.append(folder)
        with ProcessPoolExecutor(options.jobs) as executor:
            reports = list(executor.map(audit, folders))
    assert reports == [["log.1 5K"], ["log.0 3K"], []], reports
    print("ok")


if __name__ == "__main__":
    main()
