import multiprocessing
from collections import defaultdict

from .work import transcode


class Seat:
    """A process together with what it was given."""

    def __init__(self, process, *given):
        self.process = process
        self._given = given

    def leave(self):
        self.process.join()
        if self.process.exitcode != 0:
            raise RuntimeError(f"{self.process.name} left with {self.process.exitcode}")


def seat(rendition, licences, results):
    paused = multiprocessing.Lock()
    process = multiprocessing.Process(
        target=transcode, name=rendition.name, args=(rendition, licences, paused, results)
    )
    process.start()
    return Seat(process, licences, paused, results)


class Dispatcher:
    def __init__(self, licences):
        self._licences = multiprocessing.BoundedSemaphore(licences)
        self._results = multiprocessing.Queue()
        self._seats = []

    def dispatch(self, rendition):
        self._seats.append(seat(rendition, self._licences, self._results))

    def collect(self):
        sizes, working = defaultdict(list), len(self._seats)
        while working:
            name, size = self._results.get(timeout=30)
            if size is None:
                working -= 1
            else:
                sizes[name].append(size)
        for each in self._seats:
            each.leave()
        return sizes
