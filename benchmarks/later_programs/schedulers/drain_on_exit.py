import contextlib
import multiprocessing
import time
from functools import partial

_ctx = multiprocessing.get_context()


def rotate(generation, name):
    time.sleep(0.02)
    return "%s.%d" % (name, generation)


class Rotator:
    """Renames log segments in the background; `drain` waits for the outstanding ones."""

    def __init__(self, width):
        self._crew = _ctx.Pool(width)
        self._tickets = []

    def enqueue(self, names, generation):
        job = partial(rotate, generation)
        self._tickets += [self._crew.apply_async(job, (name,)) for name in names]

    def drain(self):
        self._crew.join()
        return [ticket.get() for ticket in self._tickets]

    def shutdown(self):
        self._crew.close()

    def abort(self):
        self._crew.terminate()


@contextlib.contextmanager
def rotator(width):
    crew = Rotator(width)
    try:
        yield crew
    finally:
        crew.abort()


def main():
    with rotator(2) as crew:
        crew.enqueue(["auth.log", "cron.log", "mail.log"], 1)
        crew.enqueue(["kern.log"], 2)
        renamed = crew.drain()
        crew.shutdown()
    expected = ["auth.log.1", "cron.log.1", "mail.log.1", "kern.log.2"]
    print("ok" if renamed == expected else "wrong")


if __name__ == "__main__":
    main()
