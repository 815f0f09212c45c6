#!/usr/bin/env python3
"""Moves the gates of the canal lock by the controller's command line tool."""
import signal
import subprocess
import sys
import time

CONTROLLER = """
import sys
gate, angle = sys.argv[1], int(sys.argv[2])
if gate == "lower-left" and angle < 5:
    sys.stderr.write("obstacle in front of " + gate + "\\n")
    sys.exit(4)
"""


class Gate:
    def __init__(self, name):
        self.name = name
        self.closed = False

    def close(self):
        status = subprocess.call([sys.executable, "-c", CONTROLLER, self.name, "0"])
        self.closed = status == 0
        return self.closed


def start_horn(seconds):
    # sounds in the background, nobody needs to know when it is done
    return subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})"])


def daemonize():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)


def main():
    daemonize()
    horn = start_horn(0.2)
    gates = [Gate(n) for n in ("upper-left", "upper-right", "lower-left", "lower-right")]
    time.sleep(0.1)
    closed = [gate for gate in gates if gate.close()]
    horn.wait()
    if len(closed) == len(gates):
        print("all gates closed, filling the chamber")
        return 0
    sys.exit("not filling: " + ", ".join(g.name for g in gates if not g.closed))


if __name__ == "__main__":
    sys.exit(main())
