import multiprocessing
from typing import List

from telemetry import parse_line
from telemetry.records import summarise

LOG = [
    "north;281.4", "south;295.0", "north;280.9;bad", "south;-1",
    "north;282.2", "south;294.1", "east;288.8", "east;289.3",
]


def read_all(lines: List[str], processes: int = 2):
    context = multiprocessing.get_context()
    with context.Pool(processes) as pool:
        return pool.map(parse_line, lines, chunksize=2)


def main() -> None:
    readings = read_all(LOG)
    stations = sorted({r.station for r in readings})
    for station in stations:
        summary = summarise(station, readings)
        print(f"{summary.station:<6} {summary.mean:6.2f} ({summary.count})")


if __name__ == "__main__":
    main()
