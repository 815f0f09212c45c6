"""Mini daemon of the weather mast.

HUP reads the settings again, TERM and INT end the loop; on Windows only the
console events exist. A worker smooths the wind while the main loop samples it.
"""
import configparser
import logging
import multiprocessing
import os
import signal
import sys

try:
    import resource
except ImportError:
    resource = None

log = logging.getLogger("mast")
INI = "[mast]\nsamples = 6\nnice = 0\n"


def smooth(inbox, outbox):
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    acc = None
    for value in iter(inbox.get, None):
        acc = value if acc is None else 0.8 * acc + 0.2 * value
    outbox.put(round(acc, 3))


class Daemon:
    def __init__(self):
        self.cfg = configparser.ConfigParser()
        self.loads = 0
        self.running = True

    def load(self, signum=None, frame=None):
        self.cfg.read_string(INI)
        self.loads += 1

    def quit(self, signum, frame):
        self.running = False

    def limits(self):
        if resource is not None:
            return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        return None

    def loop(self, inbox):
        n = 0
        while self.running:
            inbox.put(5.0 + n % 3)
            n += 1
            if n == self.cfg.getint("mast", "samples"):
                os.kill(os.getpid(), signal.SIGTERM) if sys.platform != "win32" else self.quit(0, None)
            elif n == 2 and hasattr(signal, "SIGHUP"):
                os.kill(os.getpid(), signal.SIGHUP)
        inbox.put(None)
        return n


def main():
    d = Daemon()
    d.load()
    inbox, outbox = multiprocessing.Queue(), multiprocessing.Queue()
    w = multiprocessing.Process(target=smooth, args=(inbox, outbox))
    w.start()
    signal.signal(signal.SIGTERM, d.quit)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, d.load)
    n = d.loop(inbox)
    wind = outbox.get(timeout=6)
    w.join()
    log.info("limit %s", d.limits())
    print("%d samples, %.3f m/s" % (n, wind))
    if w.exitcode or d.loads != (2 if hasattr(signal, "SIGHUP") else 1):
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
