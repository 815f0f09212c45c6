import multiprocessing
import queue
import sys
import threading

import cooling

LIMITS = {"t1": 4.0, "t2": 4.5}
SAMPLES = [("t1", 3.6), ("t2", 4.9), ("t1", 4.2)]


def sampler(samples):
    """Feeds the samples through a thread, as the serial port does."""
    arrived = queue.Queue()

    def pump():
        for s in samples:
            arrived.put(s)
        arrived.put(None)

    t = threading.Thread(target=pump)
    t.start()
    got = list(iter(arrived.get, None))
    t.join()
    return got


def main():
    samples = sampler(SAMPLES)
    pool = multiprocessing.Pool(2, initializer=cooling.adopt, initargs=(LIMITS,))
    try:
        verdicts = pool.map(cooling.judge, samples)
    finally:
        pool.close()
        pool.join()
    worst = max(verdicts, key=lambda v: (v[1], v[2]))
    for tank, warm, text in verdicts:
        print("%s %s%s" % (tank, text, "  TOO WARM" if warm else ""))
    if worst != ("t2", True, "4.9 C") or sum(v[1] for v in verdicts) != 2:
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
