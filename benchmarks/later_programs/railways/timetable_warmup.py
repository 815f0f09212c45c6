"""Answers connection queries while the timetable is still being read."""
import multiprocessing
import sys
import threading
import time


class TimetableCache:
    """Shared by all parts of the program; filled on first use."""

    def __init__(self):
        self._mutex = threading.Lock()
        self._trains = None
        self.loading = threading.Event()

    def warmUp(self):
        with self._mutex:
            self.loading.set()
            self._fill()

    def _fill(self):
        if self._trains is not None:
            return
        trains = {}
        for hour in range(5, 24):
            trains["RB%02d" % hour] = (hour, (hour * 7) % 60)
            time.sleep(0.02)
        self._trains = trains

    def after(self, hour):
        with self._mutex:
            self._fill()
            return sorted(name for name, (h, _) in self._trains.items() if h >= hour)


CACHE = TimetableCache()


class QueryProcess(multiprocessing.Process):
    def __init__(self, hour, sink):
        super().__init__(name="query-%d" % hour)
        self.hour = hour
        self.sink = sink

    def run(self):
        self.sink.put((self.hour, CACHE.after(self.hour)))


class QueryDesk:
    def __init__(self, answers):
        self.answers = answers
        self.preloader = threading.Thread(target=CACHE.warmUp, name="preloader")

    def open(self):
        self.preloader.start()
        CACHE.loading.wait()

    def ask(self, *hours):
        queries = [QueryProcess(hour, self.answers) for hour in hours]
        for query in queries:
            query.start()
        found = dict(self.answers.get() for _ in queries)
        for query in queries:
            query.join()
        return found

    def close(self):
        self.preloader.join()


def main():
    desk = QueryDesk(multiprocessing.Queue())
    desk.open()
    found = desk.ask(22, 23)
    desk.close()
    if found[23] != ["RB23"] or len(found[22]) != 2:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
