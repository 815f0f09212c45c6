import logging
import multiprocessing as mp
import sys
import time

import bus

LOG = logging.getLogger("supervisor")
VALVES = ("north", "pond")
PATIENCE = 2.0


class Child(object):
    def __init__(self, valve, line):
        self.valve = valve
        self.line = line
        self.attempt = 0
        self.launch()

    def launch(self):
        self.beat = mp.Value("d", time.time())
        self.inlet, outlet = mp.Pipe(False)
        self.proc = mp.Process(
            target=bus.drive,
            args=(self.valve, self.attempt, self.line, self.beat, outlet),
        )
        self.proc.start()
        outlet.close()

    def stale(self):
        return self.proc.is_alive() and time.time() - self.beat.value > PATIENCE

    def restart(self):
        LOG.warning("%s is silent, starting it again", self.valve)
        self.proc.terminate()
        self.proc.join()
        self.attempt += 1
        self.launch()


def main():
    logging.basicConfig(format="%(asctime)s %(name)s %(message)s")
    line = mp.Lock()
    children = [Child(v, line) for v in VALVES]
    pending = {c.valve: c for c in children}
    while pending:
        for valve in list(pending):
            c = pending[valve]
            if c.inlet.poll(0.05):
                print("%s: %s" % c.inlet.recv())
                c.proc.join()
                del pending[valve]
            elif c.stale():
                c.restart()
    if any(c.proc.exitcode for c in children):
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
