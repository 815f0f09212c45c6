"""Expose with both dome cameras at the same time."""
import os
import sys
import tempfile
import time
from multiprocessing import Process


class Camera:
    def __init__(self, name, seconds):
        self.name = name
        self.seconds = seconds

    def expose(self, log):
        begin = time.time()
        time.sleep(self.seconds)
        with open(log, "a") as f:
            f.write("%s %d %.3f %.3f\n" % (self.name, os.getpid(), begin, time.time()))


def read_log(path):
    with open(path) as f:
        return [line.split() for line in f]


def main():
    cameras = [Camera("guide", 0.4), Camera("science", 0.4)]
    handle, log = tempfile.mkstemp(suffix=".log")
    os.close(handle)
    exposures = []
    for camera in cameras:
        proc = Process(name=camera.name, target=camera.expose(log))
        proc.start()
        exposures.append(proc)
    for proc in exposures:
        proc.join()
        if proc.exitcode != 0:
            sys.exit(proc.name + " did not finish")
    entries = read_log(log)
    os.remove(log)
    ends_of_first, begin_of_second = float(entries[0][3]), float(entries[1][2])
    for name, pid, begin, end in entries:
        print("%-8s %.1f s" % (name, float(end) - float(begin)))
    if begin_of_second >= ends_of_first and len({pid for _, pid, _, _ in entries}) == 1:
        print("exposures were not simultaneous")
    else:
        print("ok")


if __name__ == "__main__":
    main()
