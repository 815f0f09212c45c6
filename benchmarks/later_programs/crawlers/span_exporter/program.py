"""Load test of the span exporter: handlers in a pool, a sampler beside it, and a count of what reached the disk."""
import atexit
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from telemetry import sampling, spans


def handle(number):
    with spans.span("handle", request=number):
        with spans.span("query"):
            time.sleep(0.002)
    return number % 10 == 0


def summary(started):
    print(f"load test took {time.perf_counter() - started:.1f} s", file=sys.stderr)


def serve(folder, requests, width):
    pool = multiprocessing.Pool(width, initializer=spans.install, initargs=(folder, 50))
    try:
        return sum(pool.map(handle, range(requests), chunksize=3))
    finally:
        pool.close()
        pool.join()


def main():
    atexit.register(summary, time.perf_counter())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        enough = multiprocessing.Event()
        sampler = multiprocessing.Process(target=sampling.sample, args=(folder / "load.csv", enough, 0.02))
        sampler.start()
        try:
            slow = serve(folder, requests=60, width=3)
        finally:
            enough.set()
            sampler.join()
        recorded = sum(len(path.read_text().splitlines()) for path in folder.glob("spans-*.jsonl"))
        closed = (folder / "load.csv").read_text().splitlines()[-1]
    print(f"{slow} slow requests, {recorded} spans, sampler said {closed!r}")
    if (sampler.exitcode, recorded, closed) != (0, 120, "end"):
        sys.exit("spans are missing")
    print("ok")


if __name__ == "__main__":
    main()
