"""Soak test: many small cases on three workers, with a complete trace of what they did."""
import multiprocessing as mp
import sys
import tempfile
from pathlib import Path

import checks
import tracing


def soak(trace, cases, workers=3):
    pool = mp.Pool(workers, initializer=tracing.to_parent, initargs=(trace.queue,))
    with pool, trace.recording():
        written = sum(pool.imap_unordered(checks.check, cases, chunksize=2))
        pool.close()
        pool.join()
    return written


def main():
    cases = [(number, 10 + number % 7) for number in range(30)]
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        trace = tracing.Trace(Path(folder) / "soak.log")
        written = soak(trace, cases)
        kept = list(trace.lines())
    through = sum(line.startswith("INFO") for line in kept)
    print(f"{through} of {len(cases)} cases through, {len(kept)} of {written} lines in the trace")
    return 0 if len(kept) == written else 1


if __name__ == "__main__":
    sys.exit(main())
