import argparse
import multiprocessing
import sys
import tempfile
import time

import valves


def water(folder, number, running, max_minutes):
    relay = valves.Relay(folder, number)
    with valves.opened(relay):
        running.set()
        for _ in range(int(max_minutes * 600)):
            time.sleep(0.1)


class Line:
    def __init__(self, folder, number, max_minutes):
        self.relay = valves.Relay(folder, number)
        self.running = multiprocessing.Event()
        self.proc = multiprocessing.Process(
            target=water, args=(folder, number, self.running, max_minutes))

    def start(self):
        self.proc.start()
        if not self.running.wait(6):
            raise RuntimeError("line %s does not open" % self.relay.path)

    def stop(self):
        self.proc.terminate()
        self.proc.join()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--lines", type=int, default=2)
    ap.add_argument("--max-minutes", type=float, default=30)
    ns = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [Line(folder, n, ns.max_minutes) for n in range(ns.lines)]
        for line in lines:
            line.start()
        time.sleep(0.2)                # until the soil is wet enough
        for line in lines:
            line.stop()
        left = [line for line in lines if line.relay.read()]
        if left:
            print("%d valve(s) still open" % len(left))
        else:
            print("ok")


if __name__ == "__main__":
    sys.exit(main())
