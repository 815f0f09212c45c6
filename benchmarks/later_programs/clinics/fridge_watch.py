"""Watches the temperature of the vaccine fridges."""

import multiprocessing as mp


class Watcher:
    """One fridge, read by a process until it is told to stop."""

    def __init__(self, name, readings):
        self.name = name
        self._stop = mp.Event()
        self._warnings = mp.SimpleQueue()
        self._process = self._make(readings)

    def _make(self, readings):
        process = mp.Process(target=watch, args=(self.name, readings, self._stop, self._warnings))
        process.start()
        return process

    def warnings(self):
        return list(iter(self._warnings.get, None))

    def stop(self):
        self._stop.set()
        self._process.join()


def watch(name, readings, stop, warnings):
    for hour, degrees in enumerate(readings):
        if not 2 <= degrees <= 8:
            warnings.put("%s: %.1f at %02d:00" % (name, degrees, hour))
    warnings.put(None)
    stop.wait()


def average(readings, result, lock):
    with lock:
        result.value = sum(readings) / len(readings)


def start_average(readings):
    """A process and the place of its result, which the caller keeps."""
    result, lock = mp.Value("d", 0.0, lock=False), mp.Lock()
    process = mp.Process(target=average, args=(readings, result, lock))
    process.start()
    return process, result, lock


def average_now(readings):
    result, lock = mp.Value("d", 0.0), mp.Lock()
    process = mp.Process(target=average, args=(readings, result, lock))
    process.start()
    process.join()
    return result.value


FRIDGES = {
    "fridge A": [4.0, 4.5, 9.5, 6.0],
    "fridge B": [3.5, 3.0, 1.5, 2.5],
    "fridge C": [5.0, 5.0, 5.0, 5.0],
}


def main():
    watchers = [Watcher(name, readings) for name, readings in FRIDGES.items()]
    process, result, lock = start_average(FRIDGES["fridge A"])
    found = [line for watcher in watchers for line in watcher.warnings()]
    for watcher in watchers:
        watcher.stop()
    process.join()
    with lock:
        mean = result.value
    print("\n".join(found))
    print("mean of A: %.1f, of C: %.1f" % (mean, average_now(FRIDGES["fridge C"])))
    assert found == ["fridge A: 9.5 at 02:00", "fridge B: 1.5 at 02:00"] and mean == 6.0
    print("ok")


if __name__ == "__main__":
    main()
