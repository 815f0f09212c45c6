"""What the programs of other authors were found to do stays found, and what is right in them stays silent."""

from __future__ import annotations

import pytest
from fresh_programs import findings
from program_set import FOLDER, LATER, Listed, load

#: Wrong programs in which nothing is found: most need values that only a run has.
MISSED = {
    "bird_counts",
    "checksum_batches",
    "distance_table",
    "dwell_meter",
    "field_solver",
    "label_suite",
    "member_report",
    "poem_stats",
    "quote_board",
    "remote_titles",
    "sensor_feeds",
    "tariff_lookup",
    "webhook_dispatch",
}
PROGRAMS = [program for folder in (FOLDER, *LATER) for program in load(folder)]


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: f"{program.folder.name}-{program.name}")
def test_a_blind_program(program: Listed) -> None:
    places = [place for place, _ in findings(program)]
    assert set(places) <= program.places, "a false alarm"
    assert bool(places) is not (program.is_right or program.name in MISSED)
