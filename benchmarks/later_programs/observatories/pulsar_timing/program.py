"""Times pulsars: a source feeds two timers, which tell by a marker that they have ended."""

import multiprocessing as mp

from protocol import Marker, is_end
from timing import time_pulses


def main(timers=2):
    context = mp.get_context()
    pulses, periods = context.Queue(), context.Queue()
    workers = [context.Process(target=time_pulses, args=(pulses, periods)) for _ in range(timers)]
    for worker in workers:
        worker.start()
    for name, period in (("B0531", 33), ("B0833", 89), ("B1937", 2)):
        pulses.put((name, [period * index for index in range(5)]))
    for _ in workers:
        pulses.put(Marker.END)
    found, ended = {}, 0
    while ended < timers:
        item = periods.get(timeout=60)
        if is_end(item):
            ended += 1
        else:
            found.update([item])
    for worker in workers:
        worker.join()
        if worker.exitcode != 0:
            raise SystemExit("a timer failed")
    print(sorted(found.items()))
    print("ok")


if __name__ == "__main__":
    main()
