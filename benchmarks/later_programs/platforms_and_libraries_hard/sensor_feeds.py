"""Collect one calibration reading per weather station."""
import argparse
import multiprocessing as mp
import sys
from queue import Empty


def calibrate(station_ids, feeds):
    for sid, feed in zip(station_ids, feeds):
        feed.put((sid, round(12.5 + (sid * 7919) % 130 / 10, 1)))


class Gateway:
    def __init__(self, ctx, stations, workers):
        self.ctx = ctx
        self.stations = list(stations)
        self.workers = workers
        self.feeds = {}

    def open_feeds(self):
        for sid in self.stations:
            self.feeds[sid] = self.ctx.Queue()

    def collect(self):
        groups = [self.stations[i::self.workers] for i in range(self.workers)]
        procs = []
        for group in groups:
            p = self.ctx.Process(
                target=calibrate, args=(group, [self.feeds[s] for s in group])
            )
            p.start()
            procs.append(p)
        readings = {}
        for sid in self.stations:
            try:
                readings.update([self.feeds[sid].get(timeout=30)])
            except Empty:
                sys.exit(f"station {sid} did not answer")
        for p in procs:
            p.join()
            if p.exitcode != 0:
                sys.exit(f"{p.name} ended with {p.exitcode}")
        return readings


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stations", type=int, default=700)
    parser.add_argument("--workers", type=int, default=2)
    opts = parser.parse_args(argv)

    gateway = Gateway(mp.get_context(), range(opts.stations), opts.workers)
    gateway.open_feeds()
    readings = gateway.collect()
    warmest = max(readings, key=readings.get)
    print(f"{len(readings)} stations, warmest is {warmest} at {readings[warmest]}")


if __name__ == "__main__":
    main()
