"""Expected lateness at the terminus; the report is archived together with its seed."""
import multiprocessing
import statistics
from contextlib import closing

from distributions import Exponential, Punctual
from study import Study, Trial

SEED = 20240915


def report(seed):
    with closing(multiprocessing.Pool(2)) as pool:
        delays = Study(pool, seed).run(Trial(Punctual(0.6, Exponential(4.0)), 9, 0.5), 40)
    pool.join()
    return {
        "mean": round(statistics.mean(delays), 6),
        "worst": round(max(delays), 6),
    }


def main():
    archived = report(SEED)
    repeated = report(SEED)
    print("archived", archived)
    if archived != repeated:
        raise SystemExit("report of seed %d is not reproducible: %s" % (SEED, repeated))
    print("ok")


if __name__ == "__main__":
    main()
