"""Count the birds at the feeders of the garden until there are enough."""
import multiprocessing
from contextlib import ExitStack

import lifecycle

FEEDERS = ("north", "south")


def watch(feeder, sightings):
    number = 0
    while not lifecycle.should_stop(0.02):
        number += 1
        sightings.put(f"{feeder} {number}")
    sightings.put(None)


class Watcher(multiprocessing.Process):
    def __init__(self, stop, feeder, sightings):
        super().__init__(name=feeder)
        self._stop_event = stop
        self._feeder = feeder
        self._sightings = sightings

    def run(self):
        lifecycle.bind(self._stop_event)
        watch(self._feeder, self._sightings)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.join()


def main():
    stop, sightings = multiprocessing.Event(), multiprocessing.Queue()
    with ExitStack() as stack:
        watchers = [stack.enter_context(Watcher(stop, feeder, sightings)) for feeder in FEEDERS]
        seen = [sightings.get() for _ in range(5)]
        stop.set()
        ended = 0
        while ended < len(watchers):
            sighting = sightings.get()
            if sighting is None:
                ended += 1
            else:
                seen.append(sighting)
    if any(watcher.exitcode for watcher in watchers):
        raise SystemExit("a watcher fell asleep")
    print(len(seen) >= 5)
    print("ok")


if __name__ == "__main__":
    main()
