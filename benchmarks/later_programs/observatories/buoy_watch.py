"""Watches buoys: every watcher has its own stop event, which the watch keeps."""

import multiprocessing
import time
from dataclasses import dataclass, field
from typing import Any, List


@dataclass
class Watcher:
    buoy: str
    stop: Any
    process: Any


def observe(buoy, stop, counted):
    rounds = 0
    while not stop.wait(0.01):
        rounds += 1
    with counted.get_lock():
        counted.value += 1 if rounds else 0


@dataclass
class Watch:
    counted: Any
    watchers: List[Watcher] = field(default_factory=list)

    def start(self, buoy):
        stop = multiprocessing.Event()
        process = multiprocessing.Process(target=observe, args=(buoy, stop, self.counted), name=buoy)
        self.watchers.append(Watcher(buoy, stop, process))
        process.start()

    def end(self):
        for watcher in self.watchers:
            watcher.stop.set()
        for watcher in self.watchers:
            watcher.process.join()
        return [watcher.buoy for watcher in self.watchers if watcher.process.exitcode != 0]


def main():
    watch = Watch(multiprocessing.Value("i", 0))
    for buoy in ("61001", "61002"):
        watch.start(buoy)
    time.sleep(1.5)
    failed = watch.end()
    if failed:
        raise SystemExit("failed: " + ", ".join(failed))
    print(watch.counted.value, "buoys observed")
    print("ok")


if __name__ == "__main__":
    main()
