"""Measures the background of scanned plates, one process per scanner bed."""

import argparse
import multiprocessing as mp
import random
from statistics import median


class Bench:
    """Common to all benches: how processes are made, and where results go."""

    context = mp.get_context("spawn")

    def __init__(self):
        self.running = []
        self.results = self.make_channel()

    def make_channel(self):
        return mp.Queue()

    def launch(self, work, *args):
        process = self.context.Process(target=work, args=args + (self.results,))
        process.start()
        self.running.append(process)

    def finish(self):
        gathered = dict(self.results.get(timeout=30) for _ in self.running)
        for process in self.running:
            process.join()
            if process.exitcode:
                raise RuntimeError("%s ended with %s" % (process.name, process.exitcode))
        return gathered


class ScannerBench(Bench):
    def __init__(self, beds):
        super().__init__()
        self.beds = beds

    def scan(self, plate):
        for bed in range(self.beds):
            self.launch(measure_bed, plate, bed)
        return self.finish()


def measure_bed(plate, bed, results):
    pixels = random.Random(plate * 10 + bed).choices(range(90, 110), k=500)
    results.put((bed, median(pixels)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plate", type=int, default=1883)
    parser.add_argument("--beds", type=int, default=3)
    options = parser.parse_args()
    levels = ScannerBench(options.beds).scan(options.plate)
    for bed, level in sorted(levels.items()):
        print("bed %d: background %.1f" % (bed, level))


if __name__ == "__main__":
    main()
