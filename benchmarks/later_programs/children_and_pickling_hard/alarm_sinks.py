import multiprocessing as mp
import sys
from functools import partial


class Alarm:
    def __init__(self, source, level):
        self.source = source
        self.level = level

    def __str__(self):
        return f"{self.source}={self.level}"


def sink_for(target):
    """Turn a file, a list or a queue into a function that takes one alarm."""
    if isinstance(target, list):
        return target.append
    if hasattr(target, "write"):
        return lambda alarm: target.write(f"{alarm}\n")
    if isinstance(target, mp.Queue):
        return target.put
    raise TypeError(f"cannot send alarms to {target!r}")


def watch(source, readings, limit, queue):
    for value in readings:
        if value > limit:
            queue.put(Alarm(source, value))
    queue.put(None)


def collect(queue, sources, send):
    open_sources = sources
    while open_sources:
        alarm = queue.get(timeout=15)
        if alarm is None:
            open_sources -= 1
        else:
            send(alarm)


def main():
    feeds = {"pump": [3, 9, 4], "fan": [11, 2]}
    queue, archive = mp.Queue(), mp.Queue()
    sends = [sink_for(target) for target in (sys.stdout, archive)]
    start = partial(mp.Process, target=watch)
    watchers = [start(args=(name, values, 8, queue)) for name, values in feeds.items()]
    for watcher in watchers:
        watcher.start()
    collect(queue, len(watchers), lambda alarm: [send(alarm) for send in sends])
    for watcher in watchers:
        watcher.join()
    print("archived", [str(archive.get(timeout=5)) for _ in range(2)])


if __name__ == "__main__":
    main()
