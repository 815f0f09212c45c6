"""One lane of a flow cell."""

from typing import List, NamedTuple

from reference import Adapters


class LaneReport(NamedTuple):
    lane: int
    hits: int
    total: int


def check_lane(lane: int, reads: List[str]) -> LaneReport:
    hits = sum(Adapters.found_in(read) for read in reads)
    return LaneReport(lane, hits, len(reads))
