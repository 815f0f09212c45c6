import multiprocessing as mp
import os
import signal
import time


def usable_cpus():
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def worker_count(wanted):
    return max(1, min(wanted, usable_cpus(), 60))


try:
    import resource
except ImportError:
    resource = None


def peak_memory():
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def ignore_interrupt():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def collatz(start):
    steps, n = 0, start
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps, start, peak_memory()


def main():
    started = time.monotonic()
    with mp.Pool(worker_count(4), initializer=ignore_interrupt) as pool:
        results = pool.map(collatz, range(1, 3000), chunksize=250)
    steps, start, _ = max(results)
    assert (steps, start) == (216, 2919), (steps, start)
    assert all(memory >= 0 for _, _, memory in results)
    print(f"longest chain {steps} from {start} in {time.monotonic() - started:.1f} s")
    print("ok")


if __name__ == "__main__":
    main()
