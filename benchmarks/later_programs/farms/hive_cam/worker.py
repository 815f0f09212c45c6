import signal
import time


def watch(hive, stop, counts):
    """Counts bees at the entrance until told to stop; sends one figure a tick."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    counts.cancel_join_thread()      # nobody misses the last figures
    seen = 0
    while not stop.is_set():
        seen += 3 + hive
        counts.put((hive, seen))
        stop.wait(0.05)


def led(pause):
    while True:
        time.sleep(pause)
