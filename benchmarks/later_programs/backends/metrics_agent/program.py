"""Import the meter readings of the night and count them on the way."""
import sys
from functools import partial
from multiprocessing import get_context

import telemetry

BATCHES = {"north": 120, "south": 80, "harbour": 45}


def context():
    """Readings are large: let Linux share their pages with the workers."""
    return get_context("fork" if sys.platform == "linux" else "spawn")


def import_batch(region, size):
    for reading in range(size):
        if reading % 9:
            telemetry.count(f"readings.{region}")
    print(region, telemetry.snapshot(), flush=True)


def launch(ctx):
    start = partial(ctx.Process, target=import_batch)
    for region, size in BATCHES.items():
        worker = start(name=region, args=(region, size))
        worker.start()
        yield worker


def main():
    flusher = telemetry.Flusher(interval=0.02)
    flusher.start()
    try:
        workers = list(launch(context()))
        for worker in workers:
            worker.join()
        failed = [w.name for w in workers if w.exitcode != 0]
    finally:
        flusher.stop()
    if failed:
        sys.exit(f"failed: {failed}")
    print("ok")


if __name__ == "__main__":
    main()
