"""A scheduler that keeps track of what is waiting, running and done."""
import multiprocessing as mp
import zlib


def render(name, size):
    return name.lower(), zlib.crc32(f"{name}:{size}".encode())


class Scheduler:
    def __init__(self, workers=2):
        self._pool = mp.Pool(workers)
        self._waiting = {}
        self.done = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._pool.close()
        self._pool.join()

    def submit(self, name, size):
        self._waiting[name] = size
        return self._pool.apply_async(render, (name, size), callback=self._finished)

    def _finished(self, result):
        name, checksum = result
        size = self._waiting.pop(name)
        self.done[name] = (size, checksum)


def main():
    with Scheduler() as scheduler:
        results = [scheduler.submit(name, 64) for name in ("apple", "Pear", "fig")]
        for result in results:
            result.wait()
    assert sorted(scheduler.done) == ["apple", "fig", "pear"]
    print("ok")


if __name__ == "__main__":
    main()
