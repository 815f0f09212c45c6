"""Access to the recorded capture of the hydraulic test stand."""
import pathlib
from typing import NamedTuple

CAPTURE = open(pathlib.Path(__file__).with_name("capture.csv"), encoding="ascii")


class Row(NamedTuple):
    t_ms: int
    channel: str
    counts: int


def rows():
    CAPTURE.readline()
    while line := CAPTURE.readline():
        t_ms, channel, counts = line.rstrip().split(",")
        yield Row(int(t_ms), channel, int(counts))
