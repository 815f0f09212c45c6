#!/usr/bin/env python3
"""Polls the position of the buoy tender and starts the converters for the chart plotters."""
import subprocess
import sys
import threading
import time


class Position:
    """Last known position. The receiver is slow: reading it takes a moment."""

    def __init__(self):
        self.lock = threading.Lock()
        self.reading = threading.Event()
        self.latitude, self.longitude = 53.87, 8.71
        self.fixes = 0

    def poll(self):
        with self.lock:
            self.reading.set()
            time.sleep(0.4)
            self.latitude += 0.001
            self.fixes += 1
        self.reading.clear()

    def get(self):
        with self.lock:
            return self.latitude, self.longitude


position = Position()


def receiver(stop):
    while not stop.is_set():
        position.poll()
        time.sleep(0.05)


def stamp():
    """Each converter begins its output with the position at which it was started."""
    latitude, longitude = position.get()
    print(f"# started at {latitude:.3f} {longitude:.3f}", flush=True)


def convert(plotter):
    command = [sys.executable, "-c", "import sys; print('track for', sys.argv[1])", plotter]
    return subprocess.run(command, stdout=subprocess.PIPE, preexec_fn=stamp, check=True).stdout


def main():
    stop = threading.Event()
    thread = threading.Thread(target=receiver, args=(stop,), daemon=True)
    thread.start()
    position.reading.wait()
    for plotter in ("bridge", "wheelhouse"):
        print(convert(plotter).decode().rstrip())
    stop.set()
    thread.join()
    print("ok")


if __name__ == "__main__":
    main()
