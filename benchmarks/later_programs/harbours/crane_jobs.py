import os
import sys
import time


def log(*words):
    sys.stdout.write(" ".join(str(w) for w in words) + "\n")
    sys.stdout.flush()


class Yard(object):
    """Hands every container to a crane, which works in a process of its own."""

    def __init__(self):
        self.cranes = {}

    def lift(self, container, seconds):
        pid = os.fork()
        if pid:
            self.cranes[pid] = container
            return pid
        status = 0
        try:
            time.sleep(seconds)
            if container.endswith("X"):
                status = 1
        finally:
            os._exit(status)

    def busy(self):
        """Containers that a crane still has on its hook."""
        return sorted(box for pid, box in self.cranes.items() if os.path.exists("/proc/%d" % pid))


def main():
    yard = Yard()
    for number in range(6):
        yard.lift("MSKU%04d%s" % (number * 37, "X" if number == 4 else ""), 0.05)
    deadline = time.time() + 1.5
    while yard.busy() and time.time() < deadline:
        time.sleep(0.1)
    waiting = yard.busy()
    if waiting:
        log("cranes stuck with", len(waiting), "containers")
    else:
        log("yard is empty")
        log("ok")


if __name__ == "__main__":
    main()
