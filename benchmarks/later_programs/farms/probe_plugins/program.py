"""Poll each probe once, each one in its own process (some drivers block)."""
import multiprocessing
import pathlib
import queue
import sys

from loader import load_drivers

HERE = pathlib.Path(__file__).resolve().parent


def main():
    drivers = load_drivers(HERE / "drivers")
    outbox = multiprocessing.Queue()
    jobs = []
    for stem, module in drivers.items():
        job = multiprocessing.Process(target=module.poll, args=(outbox,), name=stem)
        job.start()
        jobs.append(job)

    readings = []
    for _ in jobs:
        try:
            readings.append(outbox.get(timeout=3))
        except queue.Empty:
            break
    failed = []
    for job in jobs:
        job.join()
        if job.exitcode != 0:
            failed.append(job.name)

    for name, value, unit in sorted(readings):
        print("%-6s %6.1f %s" % (name, value, unit))
    if failed:
        sys.exit("no reading from: %s" % ", ".join(failed))
    print("ok")


if __name__ == "__main__":
    main()
