"""A scheduler that keeps track of what is waiting and what is done."""
import multiprocessing as mp
import traceback
import zlib


def render(name, size):
    if size < 0:
        raise ValueError(f"{name} cannot be {size} wide")
    return name.lower(), zlib.crc32(f"{name}:{size}".encode())


def guarded(function):
    """What a pool calls must not fail: its thread would end."""

    def call(argument):
        try:
            function(argument)
        except Exception:
            traceback.print_exc()

    return call


class Scheduler:
    def __init__(self, workers=2):
        self._pool = mp.Pool(workers)
        self._waiting = {}
        self.done = {}
        self.failed = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._pool.close()
        self._pool.join()

    def submit(self, name, size):
        self._waiting[name.lower()] = size
        self._pool.apply_async(
            render, (name, size), callback=guarded(self._finished), error_callback=self.failed.append
        )

    def _finished(self, result):
        name, checksum = result
        self.done[name] = (self._waiting.pop(name), checksum)


def main():
    with Scheduler() as scheduler:
        for name in ("apple", "Pear", "fig"):
            scheduler.submit(name, 64)
        scheduler.submit("plum", -1)
    assert sorted(scheduler.done) == ["apple", "fig", "pear"]
    assert len(scheduler.failed) == 1
    print("ok")


if __name__ == "__main__":
    main()
