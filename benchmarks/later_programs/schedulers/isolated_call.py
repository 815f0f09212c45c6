"""Calls a function in a throw-away process where that is cheap, and here where it is not."""
import os
import struct
import sys
import time

FRAME = struct.Struct("<q")


def in_child(function, *args):
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            os.write(writing, FRAME.pack(function(*args)))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    try:
        data = os.read(reading, FRAME.size)
    finally:
        os.close(reading)
        _, status = os.waitpid(pid, 0)
    if status:
        raise ChildProcessError("%s: status %d" % (function.__name__, status))
    return FRAME.unpack(data)[0]


def in_place(function, *args):
    return function(*args)


isolated = in_child if sys.platform == "linux" else in_place


def checksum(text):
    time.sleep(0.01)
    total = 0
    for byte in text.encode("utf-8"):
        total = (total * 31 + byte) % 1_000_003
    return total


def leaves_traces(registry, key):
    registry[key] = True
    return len(registry)


def main():
    words = ["swap", "journal", "cgroup"]
    sums = [isolated(checksum, word) for word in words]
    sizes = [isolated(leaves_traces, {"first": False}, word) for word in words]
    right = sums == [checksum(word) for word in words] and sizes == [2, 2, 2]
    print("ok" if right else "wrong")


if __name__ == "__main__":
    main()
