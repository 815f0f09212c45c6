import argparse
import logging
import multiprocessing as mp
import os
import sys

import climate

log = logging.getLogger("greenhouse")


class Phase(object):
    """All bays, one process each, for one phase."""

    def __init__(self, bays):
        self.bays = bays
        self.inbox = mp.Queue()
        self.procs = []

    def run(self):
        for bay in range(self.bays):
            p = mp.Process(target=climate.run_bay, args=(bay, self.inbox), name="bay-%d" % bay)
            p.start()
            self.procs.append(p)
        found = {}
        for _ in self.procs:
            bay, target, vent = self.inbox.get(timeout=7)
            found[bay] = (target, vent)
        for p in self.procs:
            p.join()
            if p.exitcode:
                raise RuntimeError("%s ended with %s" % (p.name, p.exitcode))
        return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bays", type=int, default=2)
    args = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)

    history = []
    for phase in ("day", "night"):
        os.environ["GH_PROFILE"] = phase
        log.info("phase %s", phase)
        history.append(Phase(args.bays).run())

    night = history[-1]
    too_warm = [bay for bay, (target, vent) in night.items() if target > 16.0 or vent]
    if too_warm:
        print("night: bays %s still on the day profile" % ", ".join(map(str, sorted(too_warm))))
    else:
        print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
