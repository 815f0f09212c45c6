"""Replays recorded sensor data through the filter program and keeps what it prints."""
import subprocess
import sys
import time

FILTER = """
import sys
for n in range(20000):
    print("reading", n, n * n % 97)
"""


class Replay:
    def __init__(self, code, limit):
        self.limit = limit
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )

    def finished(self):
        return self.process.poll() is not None

    def wait(self):
        until = time.monotonic() + self.limit
        while not self.finished():
            if time.monotonic() > until:
                self.process.kill()
                self.process.wait()
                raise SystemExit("the filter is stuck")
            time.sleep(0.05)

    def lines(self):
        with self.process.stdout as output:
            return output.read().splitlines()


def main():
    replay = Replay(FILTER, limit=6)
    replay.wait()
    assert len(replay.lines()) == 20000
    print("ok")


if __name__ == "__main__":
    main()
