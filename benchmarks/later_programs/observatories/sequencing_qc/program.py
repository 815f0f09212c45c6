"""Quality control of sequencing runs: counts the reads of each lane that contain an adapter."""

import random
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

from lanes import LaneReport, check_lane
from reference import Adapters


def make_reads(lane, count=200):
    rng = random.Random(lane)
    return ["".join(rng.choices("ACGT", k=12)) for _ in range(count)]


def main(argv):
    Adapters.load(argv[1:] or ["ACGT", "TTAG", "GGCA"])
    pending = {}
    reports = []
    with ProcessPoolExecutor(max_workers=2) as executor:
        for lane in range(1, 5):
            pending[executor.submit(check_lane, lane, make_reads(lane))] = lane
        for future in as_completed(pending):
            reports.append(future.result())
    for report in sorted(reports, key=lambda each: each.lane):
        assert isinstance(report, LaneReport)
        print(f"lane {report.lane}: {report.hits} of {report.total} reads hold an adapter")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
