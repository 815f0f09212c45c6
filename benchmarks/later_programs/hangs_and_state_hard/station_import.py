"""Import weather-station files, one process a station."""
import argparse
import os
import sys
import tempfile
from multiprocessing import Process


class Launcher:
    """Starts processes and keeps the list of those that failed."""

    def __init__(self):
        self._procs = {}

    def launch(self, label, func, args=(), **options):
        proc = Process(target=func, name=label, args=args, **options)
        proc.start()
        self._procs[label] = proc

    def wait(self):
        for proc in self._procs.values():
            proc.join()
        return [label for label, proc in self._procs.items() if proc.exitcode != 0]


def import_station(path):
    with open(path) as fh:
        readings = [float(line) for line in fh]
    with open(path + ".mean", "w") as out:
        out.write("%.2f\n" % (sum(readings) / len(readings)))


def make_sample(folder, names):
    paths = []
    for n, name in enumerate(names):
        path = os.path.join(folder, name + ".txt")
        with open(path, "w") as fh:
            fh.writelines("%d.5\n" % (n + k) for k in range(10))
        paths.append(path)
    return paths


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("stations", nargs="*", default=["oslo", "turin", "porto"])
    opts = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        launcher = Launcher()
        for path in make_sample(folder, opts.stations):
            launcher.launch(os.path.basename(path), import_station, args=(path))
        failed = launcher.wait()
    if failed:
        print("failed:", ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
