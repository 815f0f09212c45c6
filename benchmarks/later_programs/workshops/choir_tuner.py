"""Finds how far the voices of a choir are off, in cents."""

import math
import sys
from multiprocessing import Pool, cpu_count

A4 = 440.0
VOICES = {"soprano": (523.9, 523.25), "alto": (391.2, 392.0), "tenor": (261.6, 261.63), "bass": (129.9, 130.81)}

running_as_script = __name__ == "__main__"


def cents(pair):
    sung, meant = pair
    return round(1200 * math.log2(sung / meant), 1)


def report(jobs):
    with Pool(jobs) as pool:
        off = dict(zip(VOICES, pool.map(cents, VOICES.values())))
    worst = max(off, key=lambda voice: abs(off[voice]))
    assert worst == "bass", off
    return "ok"


def main(argv):
    jobs = int(argv[0]) if argv else max(1, min(2, cpu_count() - 1))
    print(report(jobs))
    return 0


if running_as_script:
    sys.exit(main(sys.argv[1:]))
