import multiprocessing

import worker


class Supervisor:
    def __init__(self, hives):
        self.counts = multiprocessing.Queue()
        self.stop = multiprocessing.Event()
        self.cams = [
            multiprocessing.Process(target=worker.watch, args=(h, self.stop, self.counts))
            for h in range(hives)
        ]
        self.led = multiprocessing.Process(target=worker.led, args=(0.2,))

    def __enter__(self):
        for p in self.cams + [self.led]:
            p.start()
        return self

    def collect(self, ticks):
        best = {}
        while len(best) < len(self.cams) or min(best.values()) < ticks:
            hive, seen = self.counts.get(timeout=6)
            best[hive] = best.get(hive, 0) + 1
        return best

    def __exit__(self, *exc):
        self.stop.set()
        self.led.terminate()
        self.led.join()
        for p in self.cams:
            p.join(5)
            if p.is_alive():
                p.kill()
                p.join()
        self.codes = [p.exitcode for p in self.cams]
