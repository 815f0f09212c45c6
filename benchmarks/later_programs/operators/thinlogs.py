"""Thin out old logs: keep errors, drop the rest, in some processes at once."""
import argparse
import contextlib
import gzip
import multiprocessing
import os
import tempfile
import threading


@contextlib.contextmanager
def draining_pool(processes, context=multiprocessing):
    """A pool whose block ends when all that was queued in it has been done."""
    pool = context.Pool(processes)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


class Thinner:
    def __init__(self, target, keep=("ERROR", "CRITICAL")):
        self.target = target
        self.keep = keep
        self.kept = 0
        self.failures = []
        self._guard = threading.Lock()

    def __getstate__(self):
        state = self.__dict__.copy()
        del state["_guard"], state["failures"]
        return state

    def __setstate__(self, state):
        self.__dict__.update(state, failures=[], _guard=threading.Lock())

    def thin(self, path):
        name = os.path.basename(path)
        kept = 0
        with open(path, encoding="utf-8") as source, \
                gzip.open(os.path.join(self.target, name + ".gz"), "wt", encoding="utf-8") as target:
            for line in source:
                if line.split(" ", 2)[1] in self.keep:
                    target.write(line)
                    kept += 1
        return kept

    def done(self, kept):
        with self._guard:
            self.kept += kept

    def failed(self, error):
        with self._guard:
            self.failures.append(repr(error))

    def run(self, paths, processes):
        with draining_pool(processes) as pool:
            for path in paths:
                pool.apply_async(self.thin, (path,), callback=self.done, error_callback=self.failed)
        return len(os.listdir(self.target))


def sample(folder, files=10, lines=400):
    levels = "DEBUG INFO INFO ERROR".split()
    for number in range(files):
        path = os.path.join(folder, "app.%d.log" % number)
        with open(path, "w", encoding="utf-8") as log:
            for line in range(lines):
                log.write("%06d %s message %d\n" % (line, levels[line % 4], line))
        yield path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as source, tempfile.TemporaryDirectory() as target:
        thinner = Thinner(target)
        files = thinner.run(options.paths or list(sample(source)), options.processes)
    for failure in thinner.failures:
        print("failed:", failure)
    print("%d files, %d lines kept" % (files, thinner.kept))
    return 1 if thinner.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
