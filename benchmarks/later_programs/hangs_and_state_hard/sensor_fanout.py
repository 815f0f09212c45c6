"""Every sensor gets a recorder built for its kind and run in a process."""
import math
import sys
from functools import partial
from multiprocessing import Pipe, Process


def record(reader, count, out):
    out.send([round(reader(n), 3) for n in range(count)])
    out.close()


def wave(period, n):
    return math.sin(2 * math.pi * n / period)


def ramp(step, n):
    return step * n


def make_recorder(kind, count, out):
    if kind == "wave":
        return partial(record, partial(wave, 8), count, out)
    if kind == "ramp":
        return partial(record, partial(ramp, 0.5), count, out)
    raise ValueError("no such sensor: " + kind)


def record_all(kinds, count):
    running = []
    for kind in kinds:
        here, there = Pipe(duplex=False)
        proc = Process(target=make_recorder(kind, count, there), name=kind)
        proc.start()
        there.close()
        running.append((proc, here))
    samples = {}
    for proc, here in running:
        try:
            while True:
                samples.setdefault(proc.name, []).extend(here.recv())
        except EOFError:
            here.close()
        proc.join()
        if proc.exitcode:
            sys.exit("%s: exit status %d" % (proc.name, proc.exitcode))
    return samples


if __name__ == "__main__":
    samples = record_all(["wave", "ramp"], 5)
    assert samples["ramp"] == [0.0, 0.5, 1.0, 1.5, 2.0], samples
    assert samples["wave"][2] == 1.0, samples
    print("ok")
